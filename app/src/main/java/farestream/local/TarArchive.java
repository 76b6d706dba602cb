package farestream.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Unpacks a tar archive with its modes and links, and refuses entries that would lie outside the
/// folder.
final class TarArchive {
  private final Path folder;

  private TarArchive(Path folder) {
    this.folder = folder;
  }

  static void unpackXz(InputStream stream, Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(stream))) {
      new TarArchive(folder.toRealPath()).unpack(tar);
    }
  }

  private void unpack(TarArchiveInputStream tar) throws IOException {
    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      var path = inside(folder.resolve(entry.getName()), entry);
      if (entry.isDirectory()) {
        Files.createDirectories(path);
        continue;
      }
      createParent(path, entry);
      if (entry.isSymbolicLink()) {
        var target = Path.of(entry.getLinkName());
        inside(path.resolveSibling(target), entry);
        Files.createSymbolicLink(path, target);
      } else if (entry.isLink()) {
        Files.createLink(path, inside(folder.resolve(entry.getLinkName()), entry));
      } else if (entry.isFile()) {
        Files.copy(tar, path);
        Files.setPosixFilePermissions(path, permissions(entry.getMode()));
      } else {
        throw new IOException("neither file, folder nor link: " + entry.getName());
      }
    }
  }

  // A parent that is a symbolic link could lead out of the folder.
  private void createParent(Path path, TarArchiveEntry entry) throws IOException {
    var parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
      inside(parent.toRealPath(), entry);
    }
  }

  private Path inside(Path path, TarArchiveEntry entry) throws IOException {
    var normal = path.normalize();
    if (!normal.startsWith(folder)) {
      throw new IOException("leads out of its folder: " + entry.getName());
    }
    return normal;
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    var permissions = EnumSet.noneOf(PosixFilePermission.class);
    var highestFirst = PosixFilePermission.values();
    for (var bit = 0; bit < highestFirst.length; bit++) {
      if ((mode >> (highestFirst.length - 1 - bit) & 1) != 0) {
        permissions.add(highestFirst[bit]);
      }
    }
    return permissions;
  }
}
