package farestream.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The folder of one or both servers while this process has it.
///
/// @param path the real path
record DataFolder(FolderLock lock, Path path) implements AutoCloseable {

  /// Takes a folder, makes it if there is none, and waits for what an earlier process left running.
  ///
  /// @param servers those that will run there
  /// @throws FolderInUse if the servers of another process run there
  /// @throws ForeignFolder if it holds files but was never a data folder
  /// @throws UntrustedPath if somebody else may have written there
  /// @throws CannotStart if it can't be written
  static DataFolder take(Path wanted, List<LocalServer> servers) {
    var lock = FolderLock.take(wanted);
    try {
      var path = PrivateFiles.folder(wanted);
      tidy(path, servers);
      return new DataFolder(lock, path);
    } catch (RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  private static void tidy(Path path, List<LocalServer> servers) {
    try {
      Ownership.requireContents(path);
      // Passwords and people's data must not get into anybody's repository.
      PrivateFiles.replace(path.resolve(".gitignore"), "*\n");
      for (var server : servers) {
        StaleProcess.awaitEnd(server, path);
        PrivateFiles.replace(server.log(path), "");
      }
    } catch (IOException failure) {
      throw new StartFailure(
          "can't write in %s: %s".formatted(path, DiskFault.of(failure)), failure);
    }
  }

  Secrets secrets() {
    return Secrets.of(path);
  }

  @Override
  public void close() {
    lock.close();
  }
}
