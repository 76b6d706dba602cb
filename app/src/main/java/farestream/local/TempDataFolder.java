package farestream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/// A data folder that `sweep.sh` removes when this JVM ends, however it ends. It is in memory
/// (`/dev/shm`) if the machine has room there, because nothing in it needs to survive a crash.
public final class TempDataFolder implements AutoCloseable {
  private static final int SWEEP_SECONDS = 40;
  private static final String PREFIX = "farestream-";
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long MEMORY_NEEDED_BYTES = 1L << 30;

  private final Path path;
  private final Process sweeper;

  private TempDataFolder(Path path, Process sweeper) {
    this.path = path;
    this.sweeper = sweeper;
  }

  public static TempDataFolder create() {
    try {
      var path = newFolder().toRealPath();
      var sweeper =
          new ProcessBuilder(
                  "sh", "-c", ShellScript.SWEEP.text(), "farestream-sweep", path.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new TempDataFolder(path, sweeper);
    } catch (IOException failure) {
      throw new StartFailure("can't create a temporary folder: " + DiskFault.of(failure), failure);
    }
  }

  private static Path newFolder() throws IOException {
    if (Files.isWritable(MEMORY)
        && Files.getFileStore(MEMORY).getUsableSpace() > MEMORY_NEEDED_BYTES) {
      var folder = Files.createTempDirectory(MEMORY, PREFIX);
      if (isExecutable(folder)) {
        return folder;
      }
      Files.delete(folder);
    }
    return Files.createTempDirectory(PREFIX);
  }

  // SQLite's driver loads a native library from the folder, which fails on a file system mounted
  // noexec.
  private static boolean isExecutable(Path folder) throws IOException {
    var program = folder.resolve("program");
    Files.createFile(
        program,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      return Files.isExecutable(program);
    } finally {
      Files.delete(program);
    }
  }

  public Path path() {
    return path;
  }

  /// Removes the folder. Servers that run in it must be closed first.
  @Override
  public void close() {
    try {
      sweeper.getOutputStream().close();
      if (!sweeper.waitFor(SWEEP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(path + " could not be removed");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
