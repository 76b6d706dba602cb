package farestream.cli.tripfile;

import farestream.tlc.StandIns;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options that, together with a file of trip records, determine the trips: the same file with
/// the same options always yields the same trips.
public final class RecordsOptions {
  @Option(
      names = "--riders",
      paramLabel = "N",
      defaultValue = "200",
      description = "The number of riders. Default: ${DEFAULT-VALUE}.")
  private int riders;

  @Option(
      names = "--drivers",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "The number of drivers, who drive one trip at a time. Default: ${DEFAULT-VALUE}.")
  private int drivers;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "America/New_York",
      description =
          "The time zone of the records' local times. Another zone makes other trips of the same"
              + " records. Default: ${DEFAULT-VALUE}.")
  private ZoneId zone;

  public StandIns people(CommandLine commandLine) {
    if (Math.min(riders, drivers) < 1 || Math.max(riders, drivers) > StandIns.MOST) {
      throw new ParameterException(
          commandLine, "--riders and --drivers must be 1 to " + StandIns.MOST);
    }
    return new StandIns(riders, drivers);
  }

  public ZoneId zone() {
    return zone;
  }
}
