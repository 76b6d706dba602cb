package farestream.dynamodb.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// Keeps SQLite's native library as a file across starts. By default, the driver unpacks it at
/// each start and then compares every byte, which takes a fifth of the server's startup time.
public final class NativeLibrary {
  private NativeLibrary() {}

  /// Makes this JVM load the library from a folder, and unpacks it there first if the folder
  /// doesn't have the driver's version. Must be called before the first store is opened. Does
  /// nothing if `org.sqlite.lib.path` is already set.
  ///
  /// @param folder a folder for nothing else; other files in it are deleted. It must be writable
  ///     only by its owner because the JVM executes the library
  /// @throws UncheckedIOException if the library can't be written
  public static void keepIn(Path folder) {
    if (System.getProperty("org.sqlite.lib.path") != null) {
      return;
    }
    var name = SQLiteJDBCLoader.getVersion() + "-" + LibraryLoaderUtil.getNativeLibName();
    try {
      if (!Files.exists(folder.resolve(name))) {
        unpack(folder, name);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    System.setProperty("org.sqlite.lib.path", folder.toString());
    System.setProperty("org.sqlite.lib.name", name);
  }

  private static void unpack(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    try (var previous = Files.newDirectoryStream(folder)) {
      for (var file : previous) {
        Files.delete(file);
      }
    }
    var resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    // The library is unpacked to a temporary file and moved atomically, so that a start that is
    // killed doesn't leave a partial library.
    var unpacked = Files.createTempFile(folder, "unpacked", null);
    try (var library = NativeLibrary.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new FileNotFoundException("SQLite has no library for this system: " + resource);
      }
      Files.copy(library, unpacked, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(unpacked, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
