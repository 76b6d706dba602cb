package farestream.cli.console;

import farestream.csv.CsvFile;
import farestream.csv.InputFile;
import farestream.csv.OpenFiles;
import farestream.failure.Refusal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The parameter FILE and the option `--encoding` of a command that imports CSV.
public final class CsvFileArgument {
  @Parameters(
      paramLabel = "FILE",
      description =
          "The CSV file, in UTF-8 or UTF-16, separated by commas, semicolons or tabs; - for standard"
              + " input.")
  private Path file = Path.of("-");

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description =
          "The file's character encoding, such as windows-1252, in which Excel saves CSV in Europe."
              + " Default: UTF-8, or UTF-16 if the file has its byte order mark.")
  private @Nullable Charset encoding;

  public Path path() {
    return file;
  }

  /// Opens the file.
  ///
  /// @param isColumn whether a name is that of a known column
  /// @throws Refusal if it isn't CSV
  public CsvFile open(OpenFiles opened, Predicate<String> isColumn) throws IOException {
    return switch (InputFile.open(file.toString(), System.in)) {
      case InputFile.Outcome.Refused(var reason) -> throw importRefusal(reason);
      case InputFile.Outcome.Opened(var input) -> {
        opened.add(input);
        yield switch (CsvFile.open(input, isColumn, Optional.ofNullable(encoding))) {
          case CsvFile.Outcome.Opened(var csv) -> csv;
          case CsvFile.Outcome.Refused(var reason) -> throw importRefusal(input, reason);
        };
      }
    };
  }

  /// Whether the user named the file's encoding.
  public boolean hasEncoding() {
    return encoding != null;
  }

  /// Returns the refusal to import a file, of which nothing was imported.
  ///
  /// @param reason without the file's name
  public static Refusal importRefusal(InputFile file, String reason) {
    return importRefusal(file.name() + ": " + reason);
  }

  /// @param reason includes the file's name
  public static Refusal importRefusal(String reason) {
    return new Refusal("nothing was imported: " + reason);
  }
}
