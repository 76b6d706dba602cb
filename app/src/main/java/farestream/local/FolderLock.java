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

/// A data folder belongs to one process at a time. The kernel drops the lock with its holder, so
/// `kill -9` leaves none behind; the number in the file `lock` only says whom to blame.
public final class FolderLock implements AutoCloseable {

  // Within one JVM a second lock is no refusal but an exception, and closing any second channel of
  // the file would make the kernel drop the first lock.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private static final int LONGEST_PID = 20;

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Makes the folder if there is none. In one that isn't ours nothing is written.
  ///
  /// @throws FolderInUse if a living process holds it
  /// @throws ForeignFolder if it holds files but was never a data folder
  /// @throws UntrustedPath if somebody else may have written there
  /// @throws CannotStart if it can't be made or written to
  public static FolderLock take(Path wanted) {
    var folder = PrivateFiles.folder(wanted);
    if (!HELD_HERE.add(folder)) {
      throw new FolderInUse(wanted, OptionalLong.of(ProcessHandle.current().pid()));
    }
    var taken = false;
    try {
      requireOurs(folder, wanted);
      requireOwnLock(folder.resolve("lock"));
      var lock = new FolderLock(folder, open(folder));
      taken = lock.tryToTake();
      if (!taken) {
        throw new FolderInUse(wanted, holder(folder));
      }
      return lock;
    } catch (IOException failure) {
      throw new StartFailure("can't lock %s: %s".formatted(wanted, DiskFault.of(failure)), failure);
    } finally {
      if (!taken) {
        HELD_HERE.remove(folder);
      }
    }
  }

  /// The lock is the first file in every data folder: a start that was killed left it, too.
  private static void requireOurs(Path folder, Path wanted) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      if (files.iterator().hasNext() && !isALock(folder.resolve("lock"))) {
        throw new ForeignFolder(wanted);
      }
    }
  }

  private static boolean isALock(Path file) throws IOException {
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

  private boolean tryToTake() throws IOException {
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

  /// Gives the folder back; a second time does nothing.
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
      HELD_HERE.remove(folder);
    }
  }
}
