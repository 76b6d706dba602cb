package farestream.cli.console;

import farestream.csv.CsvFile;
import farestream.csv.InputFile;
import farestream.failure.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The option `--refused`: the file that gets the invalid records of an input file.
public final class RefusedOption {
  /// The path of standard input, to compare it with the output file.
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  @Option(
      names = "--refused",
      paramLabel = "FILE",
      description =
          "Write invalid records to this file, each preceded by the reason, so that they can be"
              + " corrected and read again. Default: only count them.")
  private @Nullable Path refused;

  /// @throws ParameterException if the option doesn't fit the input files
  public void check(CommandLine commandLine, List<Path> files) {
    if (refused != null && files.size() > 1) {
      throw new ParameterException(commandLine, "--refused can't be used with more than one FILE");
    }
    if (refused != null && files.stream().anyMatch(file -> isSame(file, refused))) {
      throw new ParameterException(
          commandLine, "--refused '%s' is also the input FILE: name another".formatted(refused));
    }
  }

  /// Whether both paths, also through links, are the same file, which would be replaced while it
  /// is read.
  private static boolean isSame(Path input, Path output) {
    try {
      return Files.isSameFile(InputFile.isStandardInput(input) ? STANDARD_INPUT : input, output);
    } catch (IOException notThere) {
      return false;
    }
  }

  public Optional<Path> path() {
    return Optional.ofNullable(refused);
  }

  /// Starts the file; without the option, records are dropped.
  ///
  /// @throws Refusal if the file can't be written
  public RefusedRecords records(CsvFile file) {
    return RefusedRecords.of(path(), file);
  }
}
