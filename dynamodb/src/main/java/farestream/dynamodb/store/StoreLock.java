package farestream.dynamodb.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A file lock that prevents a second server from opening a store: each server assigns sequence
/// numbers and numbers of attribute names from its own memory. The kernel releases the lock when
/// the process ends.
final class StoreLock implements AutoCloseable {
  // Locking a file twice in one JVM throws an exception, and closing the second channel would make
  // the kernel release the first lock.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private StoreLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Acquires the lock of a store.
  ///
  /// @param store the database file; the lock is a file next to it
  /// @throws StoreException if another server holds the lock
  static StoreLock take(Path store) {
    var file = store.resolveSibling(store.getFileName() + ".lock").toAbsolutePath().normalize();
    if (!HELD_HERE.add(file)) {
      throw inUse(store);
    }
    try {
      PrivateFile.secure(file);
      return new StoreLock(file, lockedChannel(file, store));
    } catch (IOException failure) {
      HELD_HERE.remove(file);
      throw new StoreException("cannot lock " + file + ": " + failure.getMessage(), failure);
    } catch (RuntimeException failure) {
      HELD_HERE.remove(file);
      throw failure;
    }
  }

  private static FileChannel lockedChannel(Path file, Path store) throws IOException {
    var channel = FileChannel.open(file, CREATE, WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(store);
      }
      return channel;
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static StoreException inUse(Path store) {
    return new StoreException(store + " is in use by another server; choose another folder", null);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new StoreException("cannot unlock " + file + ": " + failure.getMessage(), failure);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
