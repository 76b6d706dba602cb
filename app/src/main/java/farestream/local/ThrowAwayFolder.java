package farestream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A data folder that is gone when this JVM is, whatever this JVM dies of: `sweep.sh` removes it.
public final class ThrowAwayFolder implements AutoCloseable {
  private static final int SWEEP_SECONDS = 40;

  private final Path path;
  private final Process sweeper;

  private ThrowAwayFolder(Path path, Process sweeper) {
    this.path = path;
    this.sweeper = sweeper;
  }

  public static ThrowAwayFolder create() {
    try {
      var path = Files.createTempDirectory("farestream-").toRealPath();
      var sweeper =
          new ProcessBuilder(
                  "sh", "-c", ShellScript.SWEEP.text(), "farestream-sweep", path.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new ThrowAwayFolder(path, sweeper);
    } catch (IOException failure) {
      throw new CannotStart("can't make a temporary folder: " + failure.getMessage(), failure);
    }
  }

  public Path path() {
    return path;
  }

  /// Removes the folder. Servers that run in it must be closed before.
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
