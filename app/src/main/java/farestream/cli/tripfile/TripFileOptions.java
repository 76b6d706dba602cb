package farestream.cli.tripfile;

import farestream.cli.console.RefusedOption;
import farestream.cli.console.RefusedRecords;
import farestream.csv.InputFile;
import farestream.csv.OpenFiles;
import farestream.failure.Refusal;
import farestream.tlc.FileFindings;
import farestream.tlc.LocalTimeRule;
import farestream.tlc.TlcFile;
import farestream.tlc.UtcTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options for reading files of trip records, and for when a file is refused.
public final class TripFileOptions {
  /// The description of the parameter FILE.
  public static final String FILE =
      "A file of the TLC's trip records of yellow or green cabs, of any month: CSV in any encoding,"
          + " separated by commas, semicolons or tabs, optionally gzipped; - for standard input.";

  private static final BigDecimal MAX_PERCENT = new BigDecimal(100);

  @Option(
      names = "--utc-times",
      paramLabel = "WHAT",
      description =
          "How to read times that are marked as UTC (Z, UTC, +00:00) or are a number since 1970: utc,"
              + " or local if they are the cabs' local time, which Spark and others mark as UTC."
              + " Default: utc, and numbers are refused.")
  private @Nullable UtcTimes utcTimes;

  @Mixin private RefusedOption refused = new RefusedOption();

  @Option(
      names = "--tolerate",
      paramLabel = "PERCENT",
      defaultValue = "1",
      description =
          "Refuse a file if more than PERCENT of its records are invalid, or have parts that don't add"
              + " up to the total. Default: ${DEFAULT-VALUE}.")
  private BigDecimal tolerated = BigDecimal.ONE;

  /// @throws ParameterException if the options are invalid or don't fit the files
  public void check(CommandLine commandLine, List<Path> files) {
    if (tolerated.signum() < 0 || tolerated.compareTo(MAX_PERCENT) > 0) {
      throw new ParameterException(commandLine, "--tolerate must be a percentage, 0 to 100");
    }
    refused.check(commandLine, files);
  }

  /// Opens a file of trip records.
  ///
  /// @throws Refusal if it isn't one
  public TlcFile open(Path path, ZoneId zone, OpenFiles opened) {
    try {
      return switch (InputFile.open(path.toString(), System.in)) {
        case InputFile.Outcome.Refused(var reason) -> throw new Refusal(reason);
        case InputFile.Outcome.Opened(var input) -> {
          opened.add(input);
          yield switch (TlcFile.open(
              input, new LocalTimeRule(zone, Optional.ofNullable(utcTimes)))) {
            case TlcFile.Outcome.Opened(var file) -> file;
            case TlcFile.Outcome.NotTlc(var reason) -> throw new Refusal(reason);
          };
        }
      };
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public RefusedRecords refusedRecords(TlcFile file) {
    return refused.records(file.csv());
  }

  /// Refuses files with more faults than are tolerated.
  ///
  /// @param consequence the part of the message that says what wasn't done, such as `nothing was
  ///     written`
  /// @throws Refusal if a file has too many faults
  public void require(List<FileFindings> files, String consequence) {
    for (var file : files) {
      var objection = file.objection(tolerated);
      if (objection.isPresent()) {
        throw new Refusal(
            "%s: %s%s"
                .formatted(
                    objection.get(),
                    consequence,
                    file.refused() == file.records()
                        ? ""
                        : "; to accept it, pass a higher --tolerate PERCENT"));
      }
    }
  }

  /// Whether none of the files is refused.
  public boolean accepts(List<FileFindings> files) {
    return files.stream().allMatch(file -> file.objection(tolerated).isEmpty());
  }
}
