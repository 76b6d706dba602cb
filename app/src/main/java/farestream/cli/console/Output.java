package farestream.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Optional;
import org.apache.commons.io.output.WriterOutputStream;

/// The standard output or standard error of a command. Everything that is printed goes through it:
/// control characters are escaped, and a failed write is remembered.
public final class Output extends PrintWriter {
  private final OutputFilter filter;

  private Output(OutputFilter filter) {
    super(filter, true);
    this.filter = filter;
  }

  /// Opens an output on a file descriptor, because `System.out` and `System.err` swallow failures.
  ///
  /// @param descriptor such as [FileDescriptor#out]
  public static Output to(FileDescriptor descriptor) {
    return to(new BufferedWriter(new OutputStreamWriter(new FileOutputStream(descriptor), UTF_8)));
  }

  /// Wraps a writer, unless it is an `Output` already.
  public static Output to(Writer writer) {
    return writer instanceof Output output ? output : new Output(new OutputFilter(writer));
  }

  /// Returns a stream of UTF-8 bytes to this output, for log lines and messages of the JVM.
  public PrintStream asStream() {
    try {
      var bytes =
          WriterOutputStream.builder()
              .setWriter(this)
              .setCharset(UTF_8)
              .setWriteImmediately(true)
              .get();
      return new PrintStream(bytes, true, UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// Writes a control sequence to the terminal, without escaping it.
  public void control(String sequence) {
    flush();
    try {
      filter.writeRaw(sequence);
      filter.flush();
    } catch (IOException lost) {
      setError();
    }
  }

  /// Returns the failure, present if anything that was printed couldn't be written.
  public Optional<OutputLost> lost() {
    return checkError()
        ? Optional.of(
            new OutputLost(
                filter.failure().orElseGet(() -> new IOException("it could not be written"))))
        : Optional.empty();
  }

  /// @throws OutputLost if anything that was printed couldn't be written
  public void requireWritten() {
    lost()
        .ifPresent(
            lost -> {
              throw lost;
            });
  }
}
