package farestream.cli.tripfile;

import farestream.tlc.StandIns;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What the trips of a file of records follow from, beside the file: whoever reads the same file
/// with the same of these has the same trips.
public final class RecordsOptions {
  @Option(
      names = "--riders",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many people ride; ${DEFAULT-VALUE} if not given.")
  private int riders;

  @Option(
      names = "--drivers",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many people drive, one trip at a time; ${DEFAULT-VALUE} if not given.")
  private int drivers;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "America/New_York",
      description =
          "Of the records' local times; ${DEFAULT-VALUE} if not given. Another zone makes other"
              + " trips of the same records.")
  private ZoneId zone;

  public StandIns people(CommandLine commandLine) {
    if (Math.min(riders, drivers) < 1 || Math.max(riders, drivers) > StandIns.MOST) {
      throw new ParameterException(commandLine, "--riders and --drivers are 1 to " + StandIns.MOST);
    }
    return new StandIns(riders, drivers);
  }

  public ZoneId zone() {
    return zone;
  }
}
