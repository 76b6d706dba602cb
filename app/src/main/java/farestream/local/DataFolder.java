package farestream.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The data folder of one or both servers, locked by this process until it is closed.
///
/// @param path the folder's real path
record DataFolder(FolderLock lock, Path path) implements AutoCloseable {

  /// Locks a folder, creating it if it doesn't exist, and waits for servers that an earlier process
  /// left running there.
  ///
  /// @param servers the servers that will run there
  /// @throws FolderInUse if another process runs its servers there
  /// @throws ForeignFolder if the folder contains files but isn't a data folder
  /// @throws UntrustedPath if another user could have written there
  /// @throws StartFailure if the folder can't be written
  static DataFolder lock(Path wanted, List<LocalServer> servers) {
    var lock = FolderLock.take(wanted);
    try {
      var path = PrivateFiles.folder(wanted);
      prepare(path, servers);
      return new DataFolder(lock, path);
    } catch (RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  private static void prepare(Path path, List<LocalServer> servers) {
    try {
      Ownership.requireContents(path);
      // Keeps passwords and personal data out of a Git repository around the folder.
      PrivateFiles.replace(path.resolve(".gitignore"), "*\n");
      for (var server : servers) {
        StaleProcess.awaitEnd(server, path);
        PrivateFiles.replace(server.log(path), "");
      }
    } catch (IOException failure) {
      throw new StartFailure(
          "can't write to %s: %s".formatted(path, DiskFault.of(failure)), failure);
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
