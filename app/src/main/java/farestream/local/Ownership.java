package farestream.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;

/// Checks that only this user can have written a path, as sshd checks its users' keys. Folders are
/// checked from the root down: once no other user may write to the folders above, nobody can
/// replace what was checked, so the check needn't be repeated when a file is opened.
public final class Ownership {
  private static final int TYPE = 0170000;
  private static final int LINK = 0120000;
  private static final int STICKY = 01000;
  private static final int GROUP_WRITES = 020;
  private static final int OTHERS_WRITE = 02;
  private static final int PERMISSIONS = 07777;
  private static final int MOST_LINKS = 40;
  private static final int ROOT = 0;

  private static final int SELF = (int) new UnixSystem().getUid();

  private Ownership() {}

  private record Entry(Path path, int user, int group, int mode) {

    static Entry of(Path path) throws IOException {
      Map<String, Object> read = Files.readAttributes(path, "unix:uid,gid,mode", NOFOLLOW_LINKS);
      return new Entry(path, number(read, "uid"), number(read, "gid"), number(read, "mode"));
    }

    private static int number(Map<String, Object> read, String name) {
      return ((Number) Objects.requireNonNull(read.get(name))).intValue();
    }

    boolean isLink() {
      return (mode & TYPE) == LINK;
    }

    boolean isSticky() {
      return (mode & STICKY) != 0;
    }

    boolean othersWrite() {
      return !isLink() && (mode & (GROUP_WRITES | OTHERS_WRITE)) != 0;
    }

    /// Returns whether other users may write the entry. Unlike [#othersWrite], a group whose only
    /// member is the entry's owner doesn't count.
    boolean otherUsersWrite() throws IOException {
      return (mode & OTHERS_WRITE) != 0
          || ((mode & GROUP_WRITES) != 0
              && !PrivateGroup.is(group, Files.getOwner(path, NOFOLLOW_LINKS).getName()));
    }

    UntrustedPath notOwn() throws IOException {
      return UntrustedPath.ofAnother(path, Files.getOwner(path, NOFOLLOW_LINKS).getName());
    }

    UntrustedPath writable() {
      return UntrustedPath.writable(path, mode & PERMISSIONS);
    }
  }

  /// Requires that an existing folder or file belongs to this user, that nobody else may write it,
  /// and that the folders above it belong to this user or root. Symbolic links of other users
  /// aren't followed.
  ///
  /// @throws UntrustedPath if another user could have written it
  public static void require(Path path) throws IOException {
    requireOwn(Entry.of(requireParents(path)));
  }

  /// Checks the existing folders above a path, which itself needn't exist.
  ///
  /// @return the path with its symbolic links resolved
  /// @throws UntrustedPath if another user could replace one of the folders
  static Path requireParents(Path path) throws IOException {
    return requireParents(path.toAbsolutePath().normalize(), MOST_LINKS);
  }

  private static Path requireParents(Path path, int links) throws IOException {
    var folder = path.getRoot();
    for (var name : path) {
      requireFolder(Entry.of(folder));
      folder = folder.resolve(name);
      if (!Files.exists(folder, NOFOLLOW_LINKS)) {
        return path;
      }
      var entry = Entry.of(folder);
      if (entry.isLink()) {
        if ((entry.user != SELF && entry.user != ROOT) || links == 0) {
          throw entry.notOwn();
        }
        var target = folder.resolveSibling(Files.readSymbolicLink(folder));
        return requireParents(target.resolve(folder.relativize(path)).normalize(), links - 1);
      }
    }
    return path;
  }

  /// A folder that others may write is accepted if its sticky bit is set, because then they can't
  /// rename or delete what isn't theirs.
  private static void requireFolder(Entry folder) throws IOException {
    if (folder.user != SELF && folder.user != ROOT) {
      throw folder.notOwn();
    }
    if (!folder.isSticky() && folder.otherUsersWrite()) {
      throw folder.writable();
    }
  }

  /// Checks everything in a folder that has passed [#require]. Symbolic links are refused, because
  /// their targets aren't checked.
  ///
  /// @throws UntrustedPath if an entry is a symbolic link, belongs to another user, or may be
  ///     written by others
  static void requireContents(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(inner, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isSymbolicLink()) {
              throw UntrustedPath.link(file);
            }
            requireOwn(Entry.of(file));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            // A server that is still shutting down deletes files of its own.
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  private static void requireOwn(Entry entry) throws IOException {
    if (entry.user != SELF) {
      throw entry.notOwn();
    }
    if (entry.othersWrite()) {
      throw entry.writable();
    }
  }
}
