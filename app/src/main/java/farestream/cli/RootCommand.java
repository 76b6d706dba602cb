package farestream.cli;

import farestream.cli.audit.AuditCommand;
import farestream.cli.billing.BillCommand;
import farestream.cli.billing.CycleCommand;
import farestream.cli.billing.DisputeCommand;
import farestream.cli.console.RootOptions;
import farestream.cli.fare.FareCommand;
import farestream.cli.history.HistoryCommand;
import farestream.cli.payment.BankAccountCommand;
import farestream.cli.payment.PayCommand;
import farestream.cli.payment.PaymentCommand;
import farestream.cli.people.DriverCommand;
import farestream.cli.people.RiderCommand;
import farestream.cli.quarantine.QuarantineCommand;
import farestream.cli.reconcile.ReconcileCommand;
import farestream.cli.report.ReportCommand;
import farestream.cli.report.StatementCommand;
import farestream.cli.server.DemoCommand;
import farestream.cli.server.DynamoDbCommand;
import farestream.cli.server.PsqlCommand;
import farestream.cli.server.StatusCommand;
import farestream.cli.server.UpCommand;
import farestream.cli.server.UrlCommand;
import farestream.cli.server.WorkerCommand;
import farestream.cli.simulate.ReplayCommand;
import farestream.cli.simulate.SimulateCommand;
import farestream.cli.trip.AcceptCommand;
import farestream.cli.trip.BookCommand;
import farestream.cli.trip.CancelCommand;
import farestream.cli.trip.CompleteCommand;
import farestream.cli.trip.TripCommand;
import farestream.config.Config;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `farestream`
@Command(
    name = "farestream",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 done; 1 failed unexpectedly; 2 wrong usage; 3 refused by a rule;",
      "4 a server can't be reached."
    })
public final class RootCommand implements Runnable, RootOptions {
  /// The header of the root command. It isn't in the annotation because every command would
  /// inherit it from there.
  public static final String ABOUT =
      "Books taxi trips, records them in PostgreSQL exactly once, bills and pays.";

  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          UpCommand.class,
          DynamoDbCommand.class,
          BookCommand.class,
          AcceptCommand.class,
          CompleteCommand.class,
          CancelCommand.class,
          TripCommand.class,
          RiderCommand.class,
          DriverCommand.class,
          FareCommand.class,
          BillCommand.class,
          CycleCommand.class,
          DisputeCommand.class,
          PayCommand.class,
          StatementCommand.class,
          ReportCommand.class,
          PaymentCommand.class,
          BankAccountCommand.class,
          AuditCommand.class,
          QuarantineCommand.class,
          StatusCommand.class,
          ReplayCommand.class,
          SimulateCommand.class,
          HistoryCommand.class,
          ReconcileCommand.class,
          WorkerCommand.class,
          UrlCommand.class,
          PsqlCommand.class,
          HelpCommand.class);

  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--aws",
      scope = ScopeType.INHERIT,
      description =
          "Use AWS, with the account and region of the environment, and ignore an up that runs in"
              + " this folder. FARESTREAM_AWS=1 does the same. Default: use AWS only for a service"
              + " whose endpoint is set.")
  private boolean aws;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean verbose;

  RootCommand(Config config) {
    this.config = config;
  }

  /// Returns the only command that the arguments can run. If they name none of the commands, or
  /// `help`, returns all commands, which the list of commands and the suggestions for an unknown
  /// one need. Building all commands takes longer than most of them run.
  public static List<Class<?>> commandsFor(String... arguments) {
    return Stream.of(arguments)
        .filter(argument -> !argument.startsWith("-"))
        .findFirst()
        .flatMap(name -> COMMANDS.stream().filter(command -> isNamed(command, name)).findFirst())
        .filter(command -> command != HelpCommand.class)
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }

  private static boolean isNamed(Class<?> command, String name) {
    return command.getAnnotation(Command.class).name().equals(name);
  }

  @Override
  public Config config() {
    return config;
  }

  /// @param err where the AWS account in use is reported
  void configure(PrintWriter err) {
    if (aws) {
      config.permitAws();
    }
    config.onAws(err::println);
  }

  @Override
  public boolean verbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
