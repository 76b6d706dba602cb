package farestream.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/// Unpacks PostgreSQL's programs for this platform, once, from the archive on the class path.
final class PostgresBinaries {
  private static final String UNPACKING = "postgresql-unpacking-";

  private PostgresBinaries() {}

  /// Returns the folder with `bin`, `lib` and `share`, unpacking it if it doesn't exist. Processes
  /// that unpack concurrently each use a temporary folder, and the first to finish renames its own
  /// to the final name. An unpacking that is killed never gets that name.
  static Path unpacked() {
    return unpackedIn(ProjectFolder.path().resolve("app").resolve("target"));
  }

  static Path unpackedIn(Path parent) {
    var archive = archive();
    try {
      var folder = parent.resolve("postgresql-" + fingerprint(archive));
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(parent);
        removeAbandonedDrafts(parent);
        unpack(archive, parent, folder);
      }
      return folder;
    } catch (IOException failure) {
      throw new StartFailure(
          "can't unpack PostgreSQL into %s: %s".formatted(parent, DiskFault.of(failure)), failure);
    }
  }

  private static void unpack(URL archive, Path parent, Path folder) throws IOException {
    var draft = Files.createTempDirectory(parent, UNPACKING + ProcessHandle.current().pid() + "-");
    try {
      try (InputStream stream = new BufferedInputStream(archive.openStream())) {
        TarArchive.unpackXz(stream, draft);
      }
      // A temporary folder is closed to other users, but root may build what others run.
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException failure) {
      if (!Files.isDirectory(folder)) {
        throw failure;
      }
      // Another process has unpacked it meanwhile.
    } finally {
      PrivateFiles.delete(draft);
    }
  }

  private static void removeAbandonedDrafts(Path parent) throws IOException {
    try (var drafts = Files.newDirectoryStream(parent, UNPACKING + "*")) {
      for (var draft : drafts) {
        var pid = draft.getFileName().toString().substring(UNPACKING.length()).split("-", 2)[0];
        if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
          PrivateFiles.delete(draft);
        }
      }
    }
  }

  private static URL archive() {
    var name = "/postgres-%s-%s.txz".formatted(system(), processor());
    var archive = PostgresBinaries.class.getResource(name);
    if (archive == null) {
      throw new StartFailure(
          ("no PostgreSQL is included for this platform (%s):"
                  + " use a server of your own with PGHOST, PGPORT …")
              .formatted(name));
    }
    return archive;
  }

  // Each version of the archive is unpacked into a folder of its own.
  private static String fingerprint(URL archive) throws IOException {
    if (archive.openConnection() instanceof JarURLConnection jar) {
      return Long.toHexString(jar.getJarEntry().getCrc());
    }
    throw new IOException("not in a jar: " + archive);
  }

  private static String system() {
    var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String processor() {
    var name = System.getProperty("os.arch");
    return switch (name) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> name;
    };
  }
}
