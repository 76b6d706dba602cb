package farestream.cli;

import farestream.Config;
import java.io.BufferedReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream trip show`
@Command(
    name = "show",
    header = "Shows one trip.",
    footer = {"", "Example:", "  ./farestream trip show 2020-04-05T18:52:42Z,8987397 --json"})
public final class TripShowCommand implements Callable<Integer> {
  private final Config config;
  private final BufferedReader in;
  @Spec private CommandSpec spec;
  @Mixin private TripArgument trip;

  @Option(names = "--json", description = "Print the item as JSON.")
  private boolean json;

  public TripShowCommand(Config config, BufferedReader in) {
    this.config = config;
    this.in = in;
  }

  @Override
  public Integer call() throws InterruptedException {
    var table = config.tripsTable();
    var key = trip.key(table, spec.commandLine(), in);
    var found = table.find(key).orElseThrow(() -> TripArgument.notFound(key));
    TripText.print(found, json, spec.commandLine().getOut());
    return ExitStatus.DONE;
  }
}
