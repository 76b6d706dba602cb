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

/// PostgreSQL's programs for this platform, unpacked once from the archive on our class path.
final class PostgresBinaries {
  private static final String UNPACKING = "postgresql-unpacking-";

  private PostgresBinaries() {}

  /// The folder that holds `bin`, `lib` and `share`. Two processes may ask at once: each unpacks
  /// into a folder of its own, and the first to finish gives it the name that counts. Killed
  /// halfway, it never gets that name.
  static Path unpacked() {
    return unpackedIn(ProjectFolder.path().resolve("app").resolve("target"));
  }

  static Path unpackedIn(Path parent) {
    var archive = archive();
    try {
      var folder = parent.resolve("postgresql-" + fingerprint(archive));
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(parent);
        removeHalfUnpacked(parent);
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
      // Built by root, used by others: a temporary folder is closed to them.
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException failure) {
      if (!Files.isDirectory(folder)) {
        throw failure;
      }
      // Another process was first.
    } finally {
      PrivateFiles.delete(draft);
    }
  }

  private static void removeHalfUnpacked(Path parent) throws IOException {
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
          ("there is no PostgreSQL here for this platform (%s):"
                  + " use one of your own by PGHOST, PGPORT …")
              .formatted(name));
    }
    return archive;
  }

  // Another version is another folder.
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
