package farestream.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Locks a data folder, so that only one process uses it at a time. The kernel releases the lock
/// when its holder ends, so `kill -9` leaves no stale lock. The process id in the file `lock` is
/// used in messages only.
public final class FolderLock implements AutoCloseable {

  // Within one JVM a second tryLock throws instead of returning null, and closing any other channel
  // of the file would release the first lock.
  private static final Set<Path> LOCKED_BY_THIS_JVM = ConcurrentHashMap.newKeySet();

  private static final int LONGEST_PID = 20;

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Locks the folder, creating it if it doesn't exist. Writes nothing to a folder that it refuses.
  ///
  /// @throws FolderInUse if a running process holds the lock
  /// @throws ForeignFolder if the folder contains files but isn't a data folder
  /// @throws UntrustedPath if another user could have written there
  /// @throws StartFailure if the folder can't be created or written
  public static FolderLock take(Path wanted) {
    var folder = PrivateFiles.folder(wanted);
    if (!LOCKED_BY_THIS_JVM.add(folder)) {
      throw new FolderInUse(wanted, OptionalLong.of(ProcessHandle.current().pid()));
    }
    var locked = false;
    try {
      requireDataFolder(folder, wanted);
      requireOwnLock(folder.resolve("lock"));
      var lock = new FolderLock(folder, open(folder));
      locked = lock.tryLock();
      if (!locked) {
        throw new FolderInUse(wanted, holder(folder));
      }
      return lock;
    } catch (IOException failure) {
      throw new StartFailure("can't lock %s: %s".formatted(wanted, DiskFault.of(failure)), failure);
    } finally {
      if (!locked) {
        LOCKED_BY_THIS_JVM.remove(folder);
      }
    }
  }

  /// The lock is the first file written to a data folder, so even a start that was killed early
  /// leaves a folder that is recognised.
  private static void requireDataFolder(Path folder, Path wanted) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      if (files.iterator().hasNext() && !isLockFile(folder.resolve("lock"))) {
        throw new ForeignFolder(wanted);
      }
    }
  }

  private static boolean isLockFile(Path file) throws IOException {
    return Files.isRegularFile(file, NOFOLLOW_LINKS)
        && Files.size(file) <= LONGEST_PID
        && Files.readString(file).matches("\\d*");
  }

  private static void requireOwnLock(Path lock) throws IOException {
    if (Files.exists(lock, NOFOLLOW_LINKS)) {
      Ownership.require(lock);
    }
  }

  private static FileChannel open(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve("lock"),
        Set.of(CREATE, READ, WRITE, NOFOLLOW_LINKS),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private boolean tryLock() throws IOException {
    if (channel.tryLock() == null) {
      channel.close();
      return false;
    }
    write(Long.toString(ProcessHandle.current().pid()));
    return true;
  }

  private void write(String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static OptionalLong holder(Path folder) throws IOException {
    var text = Files.readString(folder.resolve("lock"));
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  /// Releases the lock. A second call does nothing.
  @Override
  public synchronized void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      write("");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      LOCKED_BY_THIS_JVM.remove(folder);
    }
  }
}
