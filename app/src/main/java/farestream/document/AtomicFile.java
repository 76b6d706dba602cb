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

/// A file that replaces the one of its name atomically when it is complete; until then the
/// earlier file remains. Only the owner can read it, because it contains what people earn. If the
/// program is interrupted, the temporary file `….part` is deleted; after `kill -9` it remains.
public final class AtomicFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final Path part;
  private final FileChannel channel;
  private final OutputStream out;
  private final Thread cleanup;

  private AtomicFile(Path file, Path part) throws IOException {
    this.file = file;
    this.part = part;
    this.cleanup = new Thread(() -> part.toFile().delete());
    Runtime.getRuntime().addShutdownHook(cleanup);
    this.channel =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    this.out = new BufferedOutputStream(new Part(Channels.newOutputStream(channel)), BUFFER);
  }

  /// Reports write errors by the name of the file instead of the temporary file's. A writer, such
  /// as the PDF library, may close it before [#finish].
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

  /// Writing the content failed, for example because the disk is full. A path that can't be
  /// created is a different error, which is the user's.
  public static final class NotWritten extends IOException {
    private static final long serialVersionUID = 1L;

    private NotWritten(Path file, IOException cause) {
      super(
          "can't write %s: %s; free space and run the same command again"
              .formatted(file, text(cause)));
      addSuppressed(cause);
    }

    private static String text(IOException cause) {
      return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
  }

  /// Starts a file that replaces a regular file of that name, if any, when it is finished. A
  /// symbolic link is followed.
  ///
  /// @throws FileAlreadyExistsException if the name is that of something other than a regular
  ///     file
  /// @throws NoSuchFileException if the folder doesn't exist
  /// @throws FileSystemException with the name of `file`, if it can't be created
  public static AtomicFile create(Path file) throws IOException {
    var target = Files.isRegularFile(file) ? file.toRealPath() : file;
    if (!Files.isRegularFile(target) && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          file.toString(), null, Files.isDirectory(file) ? "is a folder" : "is not a regular file");
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
    } catch (FileSystemException failure) {
      // Reported by the name that the user gave, not by that of the temporary file.
      throw new FileSystemException(
          file.toString(),
          null,
          Objects.requireNonNullElse(failure.getReason(), "can't be created"));
    }
  }

  /// Returns the stream to write to. It need not be closed.
  public OutputStream out() {
    return out;
  }

  /// Syncs the file to the disk and moves it to its name.
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

  /// Deletes the temporary file unless it was finished.
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(part);
      removeCleanup();
    }
  }

  private void removeCleanup() {
    try {
      Runtime.getRuntime().removeShutdownHook(cleanup);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs anyway, and finds nothing to delete.
    }
  }
}
