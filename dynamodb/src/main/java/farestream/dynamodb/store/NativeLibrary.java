package farestream.dynamodb.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's native library, kept as a file. The driver by itself unpacks it at each start and then
/// compares every byte, which is a fifth of the time until the server answers.
public final class NativeLibrary {
  private NativeLibrary() {}

  /// Makes this JVM load the library from the folder, where it is unpacked if this version isn't
  /// there yet. Call it before the first store is opened; where the driver was told another place
  /// already, it does nothing.
  ///
  /// @param folder for this alone, writable by its owner only, for what lies there is run
  /// @throws UncheckedIOException if it can't be written
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
    try (var former = Files.newDirectoryStream(folder)) {
      for (var file : former) {
        Files.delete(file);
      }
    }
    var resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    // A private file of a random name, so that a killed start leaves no half library.
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
