package farestream.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Folders and files that only their owner may read: they hold trips, people and passwords.
final class PrivateFiles {
  private PrivateFiles() {}

  /// The folder's real path, made with its parents if there is none.
  ///
  /// @throws NotAFolder if it can't be one
  /// @throws UntrustedPath if it isn't the user's own, or others may write it or exchange it
  static Path folder(Path wanted) {
    var absolute = wanted.toAbsolutePath().normalize();
    if (isOrLiesBelowAFile(absolute)) {
      throw new NotAFolder(wanted);
    }
    try {
      if (!Files.isDirectory(absolute)) {
        var _ = Ownership.requireWay(absolute);
        var parent = absolute.getParent();
        if (parent != null) {
          // Whatever the umask has: in a folder that all may write no data folder would be trusted.
          Files.createDirectories(
              parent,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        make(absolute);
      }
      Ownership.require(absolute);
      return absolute.toRealPath();
    } catch (IOException failure) {
      throw new StartFailure(
          "can't make the data folder %s (%s): choose another"
              .formatted(wanted, DiskFault.of(failure)),
          failure);
    }
  }

  private static boolean isOrLiesBelowAFile(Path folder) {
    var there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return !Files.isDirectory(there);
  }

  private static void make(Path folder) throws IOException {
    var ownersOnly = PosixFilePermissions.fromString("rwx------");
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(ownersOnly));
    } catch (FileAlreadyExistsException exists) {
      // Made by another process since we looked.
      if (!Files.isDirectory(folder)) {
        throw exists;
      }
    }
  }

  /// Replaces a file at once and whole: whoever reads it sees the old text or the new one.
  static void replace(Path file, String text) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Deletes a folder with all it holds, or nothing if there is none. Of what a dying process had
  /// there, some may vanish by itself meanwhile.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
