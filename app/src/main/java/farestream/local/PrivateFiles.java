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

/// Creates folders and files that only their owner may read, because they contain trips, personal
/// data and passwords.
final class PrivateFiles {
  private PrivateFiles() {}

  /// Returns the folder's real path. A missing folder is created with its parents.
  ///
  /// @throws NotAFolder if the path is a file or lies below one
  /// @throws UntrustedPath if the folder belongs to another user, or others may write or replace it
  static Path folder(Path wanted) {
    var absolute = wanted.toAbsolutePath().normalize();
    if (isOrLiesBelowAFile(absolute)) {
      throw new NotAFolder(wanted);
    }
    try {
      if (!Files.isDirectory(absolute)) {
        var _ = Ownership.requireParents(absolute);
        var parent = absolute.getParent();
        if (parent != null) {
          // Not left to the umask: a data folder in a folder that all may write isn't trusted.
          Files.createDirectories(
              parent,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        create(absolute);
      }
      Ownership.require(absolute);
      return absolute.toRealPath();
    } catch (IOException failure) {
      throw new StartFailure(
          "can't create the data folder %s (%s): choose another folder"
              .formatted(wanted, DiskFault.of(failure)),
          failure);
    }
  }

  private static boolean isOrLiesBelowAFile(Path folder) {
    var existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return !Files.isDirectory(existing);
  }

  private static void create(Path folder) throws IOException {
    var ownersOnly = PosixFilePermissions.fromString("rwx------");
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(ownersOnly));
    } catch (FileAlreadyExistsException exists) {
      // Another process has created it since the check.
      if (!Files.isDirectory(folder)) {
        throw exists;
      }
    }
  }

  /// Replaces a file atomically: a reader gets the old text or the new text, never a part.
  static void replace(Path file, String text) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Deletes a folder with its contents; a missing folder is no error. Files may disappear during
  /// the deletion, because a process that is shutting down may delete its own.
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
