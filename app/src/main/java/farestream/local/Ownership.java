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

/// Whether only this user can have written a path, as sshd asks of its users' keys. A folder is
/// checked from the root down: once nobody else may write in the folders above, nobody can exchange
/// what was checked, and no check has to be repeated on what is opened.
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

    /// The same, but that a group of which its owner is the only member is nobody else.
    boolean strangersWrite() throws IOException {
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

  /// A folder or a file that is there: the user's own, nobody else may write it, and the folders on
  /// the way to it are his or root's. Links of others are not followed.
  ///
  /// @throws UntrustedPath if somebody else may have written it
  public static void require(Path path) throws IOException {
    requireOwn(Entry.of(requireWay(path)));
  }

  /// The folders on the way to what is perhaps still to be made.
  ///
  /// @return where the path leads to, without links
  /// @throws UntrustedPath if somebody else may exchange one
  static Path requireWay(Path path) throws IOException {
    return requireWay(path.toAbsolutePath().normalize(), MOST_LINKS);
  }

  private static Path requireWay(Path path, int links) throws IOException {
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
        return requireWay(target.resolve(folder.relativize(path)).normalize(), links - 1);
      }
    }
    return path;
  }

  /// Where others may write and the sticky bit is set, they can't exchange what isn't theirs.
  private static void requireFolder(Entry folder) throws IOException {
    if (folder.user != SELF && folder.user != ROOT) {
      throw folder.notOwn();
    }
    if (!folder.isSticky() && folder.strangersWrite()) {
      throw folder.writable();
    }
  }

  /// Everything in a folder that has passed [#require]. There are no links in it: what one leads to
  /// isn't looked at.
  ///
  /// @throws UntrustedPath if something is another's, or others may write it
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
            // A server that is still ending removes files of its own.
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
