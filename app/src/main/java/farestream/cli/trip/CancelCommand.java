package farestream.cli.trip;

import farestream.booking.TripCancellation;
import farestream.cli.console.ExitStatus;
import farestream.config.Config;
import farestream.failure.Refusal;
import java.io.BufferedReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream cancel`
@Command(
    name = "cancel",
    header = "Cancels a trip that is booked or in progress.",
    footer = {"", "Example:", "  ./farestream cancel 2020-04-05T18:52:42Z,8987397 --reason rain"})
public final class CancelCommand implements Callable<Integer> {
  private final Config config;
  private final BufferedReader in;
  @Spec private CommandSpec spec;
  @Mixin private TripArgument trip;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why. Default: none is recorded.")
  private Optional<String> reason;

  @Option(names = "--json", description = "Print the item as JSON.")
  private boolean json;

  CancelCommand(Config config, BufferedReader in) {
    this.config = config;
    this.in = in;
  }

  @Override
  public Integer call() throws InterruptedException {
    var table = config.tripsTable();
    var key = trip.key(config, table, spec.commandLine(), in);
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return switch (TripCancellation.run(table, key, reason, now)) {
      case TripCancellation.Outcome.Cancelled(var cancelled) -> {
        TripText.print(cancelled, json, spec.commandLine().getOut());
        yield ExitStatus.DONE;
      }
      case TripCancellation.Outcome.NotFound(var wanted) -> throw TripArgument.notFound(wanted);
      case TripCancellation.Outcome.Over(var over) ->
          throw new Refusal(
              "trip %s is %s: only a trip that is Booked or InProgress can be cancelled"
                  .formatted(over.key().tripInfo(), over.statusText()));
    };
  }
}
