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

/// Standard output or standard error of a command: the one way out for everything that is printed.
/// Nothing in it makes a terminal do something, and if it can't be written, that isn't forgotten.
public final class Output extends PrintWriter {
  private final OutputFilter filter;

  private Output(OutputFilter filter) {
    super(filter, true);
    this.filter = filter;
  }

  /// @param descriptor such as [FileDescriptor#out]. Java's own streams swallow their failures
  public static Output to(FileDescriptor descriptor) {
    return to(new BufferedWriter(new OutputStreamWriter(new FileOutputStream(descriptor), UTF_8)));
  }

  /// The writer itself if it is one already.
  public static Output to(Writer writer) {
    return writer instanceof Output output ? output : new Output(new OutputFilter(writer));
  }

  /// The same for what comes as bytes in UTF-8: log lines, and the JVM's own words.
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

  /// Sequences that a terminal shall obey.
  public void control(String sequence) {
    flush();
    try {
      filter.writeRaw(sequence);
      filter.flush();
    } catch (IOException lost) {
      setError();
    }
  }

  /// Present if something that was printed is not where it should be.
  public Optional<OutputLost> lost() {
    return checkError()
        ? Optional.of(
            new OutputLost(
                filter.failure().orElseGet(() -> new IOException("it could not be written"))))
        : Optional.empty();
  }

  /// @throws OutputLost if something that was printed is not where it should be
  public void requireWritten() {
    lost()
        .ifPresent(
            lost -> {
              throw lost;
            });
  }
}
