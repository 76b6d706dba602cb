package farestream.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A file that can be read any number of times. Standard input and pipes, which can be read only
/// once, are copied to a temporary file that only its owner can read. The copy is deleted on
/// close, or when the JVM exits.
public final class InputFile implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";

  private final String name;
  private final Path path;
  private final boolean temporary;

  private InputFile(String name, Path path, boolean temporary) {
    this.name = name;
    this.path = path;
    this.temporary = temporary;
    if (temporary) {
      path.toFile().deleteOnExit();
    }
  }

  /// The result of opening.
  public sealed interface Outcome {
    record Opened(InputFile file) implements Outcome {}

    /// @param reason includes the file's name
    record Refused(String reason) implements Outcome {}
  }

  /// Returns a regular file.
  public static InputFile of(Path path) {
    return new InputFile(path.toString(), path, false);
  }

  public static boolean isStandardInput(Path path) {
    return path.toString().equals(STANDARD_INPUT);
  }

  /// @param name a path, or `-` for standard input
  /// @throws IOException if a pipe can't be read or copied
  public static Outcome open(String name, InputStream standardInput) throws IOException {
    if (name.equals(STANDARD_INPUT)) {
      return new Outcome.Opened(copy("standard input", standardInput));
    }
    var path = Path.of(name);
    if (!Files.exists(path)) {
      return new Outcome.Refused("file %s doesn't exist".formatted(name));
    }
    if (Files.isDirectory(path)) {
      return new Outcome.Refused(name + " is a folder");
    }
    if (!Files.isReadable(path)) {
      return new Outcome.Refused("%s can't be read; check its permissions".formatted(name));
    }
    if (Files.isRegularFile(path)) {
      return new Outcome.Opened(of(path));
    }
    try (var pipe = Files.newInputStream(path)) {
      return new Outcome.Opened(copy(name, pipe));
    }
  }

  private static InputFile copy(String name, InputStream pipe) throws IOException {
    var ownersOnly = PosixFilePermissions.fromString("rw-------");
    var copy =
        Files.createTempFile(
            "farestream", ".input", PosixFilePermissions.asFileAttribute(ownersOnly));
    var file = new InputFile(name, copy, true);
    try (var out = Files.newOutputStream(copy)) {
      pipe.transferTo(out);
      return file;
    } catch (IOException failure) {
      file.close();
      throw new IOException(
          "%s could not be copied to %s (%s)".formatted(name, copy, failure.getMessage()), failure);
    }
  }

  /// Returns the name that the user gave, or `standard input`.
  public String name() {
    return name;
  }

  /// Returns the path of the file, or of its copy.
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(path);
    }
  }
}
