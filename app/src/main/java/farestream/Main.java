package farestream;

import farestream.cli.CommandRun;
import farestream.cli.HelpCommand;
import farestream.cli.RootCommand;
import farestream.cli.Undecodable;
import farestream.cli.audit.AuditCommand;
import farestream.cli.audit.AuditVerifyCommand;
import farestream.cli.billing.BillCommand;
import farestream.cli.billing.CycleApproveCommand;
import farestream.cli.billing.CycleCommand;
import farestream.cli.billing.CycleListCommand;
import farestream.cli.billing.CycleRejectCommand;
import farestream.cli.billing.CycleShowCommand;
import farestream.cli.billing.DisputeCommand;
import farestream.cli.billing.DisputeListCommand;
import farestream.cli.billing.DisputeResolveCommand;
import farestream.cli.console.ErrorLines;
import farestream.cli.console.OptionValues;
import farestream.cli.console.Output;
import farestream.cli.fare.FareCheckCommand;
import farestream.cli.fare.FareCommand;
import farestream.cli.history.HistoryCommand;
import farestream.cli.history.HistoryGenerateCommand;
import farestream.cli.history.HistoryImportCommand;
import farestream.cli.payment.BankAccountCommand;
import farestream.cli.payment.BankAccountImportCommand;
import farestream.cli.payment.BankAccountSetCommand;
import farestream.cli.payment.BankAccountShowCommand;
import farestream.cli.payment.BankAccountUnblockCommand;
import farestream.cli.payment.PayCommand;
import farestream.cli.payment.PaymentCommand;
import farestream.cli.payment.PaymentListCommand;
import farestream.cli.payment.PaymentReturnCommand;
import farestream.cli.payment.PaymentShowCommand;
import farestream.cli.quarantine.QuarantineCommand;
import farestream.cli.quarantine.QuarantineDropCommand;
import farestream.cli.quarantine.QuarantineImportCommand;
import farestream.cli.quarantine.QuarantineListCommand;
import farestream.cli.quarantine.QuarantineReplayCommand;
import farestream.cli.quarantine.QuarantineShowCommand;
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
import farestream.cli.trip.TripListCommand;
import farestream.cli.trip.TripRejectCommand;
import farestream.cli.trip.TripReleaseCommand;
import farestream.cli.trip.TripShowCommand;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import picocli.CommandLine;

/// The front door: wires the commands, runs one, and ends with its exit status.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // What pgjdbc tells the database's sessions, and what log lines are dated in.
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    // The SDK's client keeps this many connections open; the JDK's default of 5 would make a replay
    // open a new one for most of its calls.
    System.setProperty("http.maxConnections", "64");
    // Figures are the same in every locale.
    Locale.setDefault(Locale.ROOT);
    LoopbackProxies.install();
    var out = Output.to(FileDescriptor.out);
    var err = Output.to(FileDescriptor.err);
    System.setErr(err.asStream());
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var config = new Config(System.getenv(), Path.of(""));
    var commands = commandLine(config, in).setOut(out).setErr(err);
    System.exit(Undecodable.refuse(arguments, err).orElseGet(() -> commands.execute(arguments)));
  }

  /// All commands, ready to be executed.
  ///
  /// @param in where a command that prompts reads the answer
  public static CommandLine commandLine(Config config, BufferedReader in) {
    var root =
        new CommandLine(new RootCommand(config))
            .addSubcommand(new DemoCommand(other -> commandLine(other, in)))
            .addSubcommand(new UpCommand(config))
            .addSubcommand(new DynamoDbCommand())
            .addSubcommand(new BookCommand(config))
            .addSubcommand(new AcceptCommand(config, in))
            .addSubcommand(new CompleteCommand(config, in))
            .addSubcommand(new CancelCommand(config, in))
            .addSubcommand(
                new CommandLine(new TripCommand())
                    .addSubcommand(new TripShowCommand(config, in))
                    .addSubcommand(new TripListCommand(config))
                    .addSubcommand(new TripReleaseCommand(config))
                    .addSubcommand(new TripRejectCommand(config)))
            .addSubcommand(new CommandLine(new FareCommand()).addSubcommand(new FareCheckCommand()))
            .addSubcommand(new BillCommand(config))
            .addSubcommand(
                new CommandLine(new CycleCommand())
                    .addSubcommand(new CycleListCommand(config))
                    .addSubcommand(new CycleShowCommand(config))
                    .addSubcommand(new CycleApproveCommand(config))
                    .addSubcommand(new CycleRejectCommand(config)))
            .addSubcommand(
                new CommandLine(new DisputeCommand())
                    .addSubcommand(new DisputeListCommand(config))
                    .addSubcommand(new DisputeResolveCommand(config)))
            .addSubcommand(new PayCommand(config))
            .addSubcommand(new StatementCommand(config))
            .addSubcommand(new ReportCommand(config))
            .addSubcommand(
                new CommandLine(new PaymentCommand())
                    .addSubcommand(new PaymentListCommand(config))
                    .addSubcommand(new PaymentShowCommand(config))
                    .addSubcommand(new PaymentReturnCommand(config)))
            .addSubcommand(
                new CommandLine(new BankAccountCommand())
                    .addSubcommand(new BankAccountSetCommand(config, in))
                    .addSubcommand(new BankAccountShowCommand(config))
                    .addSubcommand(new BankAccountImportCommand(config))
                    .addSubcommand(new BankAccountUnblockCommand(config)))
            .addSubcommand(
                new CommandLine(new AuditCommand()).addSubcommand(new AuditVerifyCommand(config)))
            .addSubcommand(
                new CommandLine(new QuarantineCommand())
                    .addSubcommand(new QuarantineListCommand(config))
                    .addSubcommand(new QuarantineShowCommand(config))
                    .addSubcommand(new QuarantineReplayCommand(config))
                    .addSubcommand(new QuarantineImportCommand(config))
                    .addSubcommand(new QuarantineDropCommand(config)))
            .addSubcommand(new StatusCommand(config))
            .addSubcommand(new ReplayCommand(config))
            .addSubcommand(new SimulateCommand(config))
            .addSubcommand(
                new CommandLine(new HistoryCommand())
                    .addSubcommand(new HistoryGenerateCommand(config))
                    .addSubcommand(new HistoryImportCommand(config)))
            .addSubcommand(new ReconcileCommand(config))
            .addSubcommand(new WorkerCommand(config))
            .addSubcommand(new UrlCommand(config))
            .addSubcommand(PsqlCommand.commandLine(config))
            .addSubcommand(new HelpCommand());
    root.getCommandSpec().usageMessage().header(RootCommand.ABOUT);
    return OptionValues.register(root)
        // An argument is never the name of a file with more of them.
        .setExpandAtFiles(false)
        .setExecutionStrategy(new CommandRun())
        .setExecutionExceptionHandler(ErrorLines::failed)
        .setParameterExceptionHandler(ErrorLines::wrongUsage)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }
}
