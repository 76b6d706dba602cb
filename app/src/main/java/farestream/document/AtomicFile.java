package farestream.document;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/// A file that is under its name when it is whole, and not before: until then what was there
/// stays. For its owner's eyes only: it tells what people earn. Whoever interrupts the program
/// leaves nothing behind; `kill -9` leaves a file `.part`.
public final class AtomicFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final Path part;
  private final FileChannel channel;
  private final OutputStream out;
  private final Thread onInterrupt;

  private AtomicFile(Path file, Path part) throws IOException {
    this.file = file;
    this.part = part;
    this.onInterrupt = new Thread(() -> part.toFile().delete());
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    this.channel =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    this.out = new BufferedOutputStream(new Part(Channels.newOutputStream(channel)), BUFFER);
  }

  /// What the disk has no room for is told of the file's own name. Whoever writes to it may close
  /// it, as a PDF's writer does, before it is finished here.
  private final class Part extends OutputStream {
    private final OutputStream to;

    Part(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        to.write(bytes, offset, length);
      } catch (IOException full) {
        throw new NotWritten(file, full);
      }
    }
  }

  /// What was begun could not be finished, as on a full disk. Unlike a path that can't be written
  /// to, that is nobody's mistake.
  public static final class NotWritten extends IOException {
    private static final long serialVersionUID = 1L;

    private NotWritten(Path file, IOException cause) {
      super("can't write %s: %s; make room and run the same again".formatted(file, text(cause)));
      addSuppressed(cause);
    }

    private static String text(IOException cause) {
      return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
  }

  /// A regular file of that name is replaced, and nothing else is. A link is followed.
  ///
  /// @throws FileAlreadyExistsException if something else has that name
  /// @throws NoSuchFileException if its folder isn't there
  /// @throws FileSystemException of that file, if none can be made there
  public static AtomicFile create(Path file) throws IOException {
    var target = Files.isRegularFile(file) ? file.toRealPath() : file;
    if (!Files.isRegularFile(target) && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          file.toString(), null, Files.isDirectory(file) ? "is a folder" : "is no regular file");
    }
    var folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NoSuchFileException(String.valueOf(folder));
    }
    var name = "%s.%d.part".formatted(target.getFileName(), ProcessHandle.current().pid());
    try {
      return new AtomicFile(target, target.resolveSibling(name));
    } catch (AccessDeniedException denied) {
      throw new AccessDeniedException(file.toString());
    } catch (FileSystemException cannotBe) {
      // In the user's words, who has named no such part.
      throw new FileSystemException(
          file.toString(),
          null,
          Objects.requireNonNullElse(cannotBe.getReason(), "no file can be made there"));
    }
  }

  /// To be written to; closing it is left to this.
  public OutputStream out() {
    return out;
  }

  /// Puts it under its name, once the disk has all of it.
  public void finish() throws IOException {
    out.flush();
    try {
      channel.force(true);
    } catch (IOException full) {
      throw new NotWritten(file, full);
    }
    channel.close();
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Unless it was finished, nothing is left of it.
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(part);
      forget();
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException theEndHasBegun) {
      // It runs anyway, and finds nothing.
    }
  }
}
