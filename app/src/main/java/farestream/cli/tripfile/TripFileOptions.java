package farestream.cli.tripfile;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// How files of trip records are read, and when one is refused.
public final class TripFileOptions {
  /// For the description of a parameter.
  public static final String FILE =
      "A file of the TLC's trip records of yellow or green cabs, of any month: CSV in any encoding,"
          + " separated by commas, semicolons or tabs, also gzipped; - is standard input.";

  /// What the shell has opened, as a path.
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  private static final BigDecimal MOST = new BigDecimal(100);

  @Option(
      names = "--utc-times",
      paramLabel = "WHAT",
      description =
          "What times are that are written as UTC (Z, UTC, +00:00) or as a number since 1970: utc,"
              + " or local, the cabs' own clock, which Spark and others write as if it were UTC."
              + " Without it UTC is UTC, and numbers are refused.")
  private @Nullable UtcTimes utcTimes;

  @Option(
      names = "--refused",
      paramLabel = "FILE",
      description =
          "Write the records that can't be read to this file, each with the reason in front: to be"
              + " mended and read again. Without it they are only counted.")
  private @Nullable Path refused;

  @Option(
      names = "--tolerate",
      paramLabel = "PERCENT",
      defaultValue = "1",
      description =
          "Refuse a file, with status 3, if more of its records can't be read, or if the parts of"
              + " more of them don't add up to their totals; ${DEFAULT-VALUE} if not given.")
  private BigDecimal tolerated = BigDecimal.ONE;

  /// @throws ParameterException if they can't be
  public void check(CommandLine commandLine, List<Path> files) {
    if (tolerated.signum() < 0 || tolerated.compareTo(MOST) > 0) {
      throw new ParameterException(commandLine, "--tolerate is a percentage, 0 to 100");
    }
    if (refused != null && files.size() > 1) {
      throw new ParameterException(
          commandLine, "--refused takes the records of one FILE at a time");
    }
    if (refused != null && files.stream().anyMatch(file -> isSame(file, refused))) {
      throw new ParameterException(
          commandLine, "--refused '%s' is the FILE that is read: name another".formatted(refused));
    }
  }

  /// Whether both are one file, by whatever names and links: it would be replaced while it is read.
  private static boolean isSame(Path input, Path output) {
    try {
      return Files.isSameFile(InputFile.isStandardInput(input) ? STANDARD_INPUT : input, output);
    } catch (IOException notThere) {
      return false;
    }
  }

  /// @throws Refusal if it isn't a file of trip records
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
    return RefusedRecords.of(Optional.ofNullable(refused), file);
  }

  /// @param consequence such as `nothing was sent`
  /// @throws Refusal if a file is not as good as it has to be
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
                        : "; --tolerate PERCENT takes it all the same"));
      }
    }
  }

  /// Whether none of them is refused.
  public boolean accepts(List<FileFindings> files) {
    return files.stream().allMatch(file -> file.objection(tolerated).isEmpty());
  }
}
