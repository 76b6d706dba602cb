package farestream;

import farestream.cli.AcceptCommand;
import farestream.cli.AuditCommand;
import farestream.cli.AuditVerifyCommand;
import farestream.cli.BankAccountCommand;
import farestream.cli.BankAccountImportCommand;
import farestream.cli.BankAccountSetCommand;
import farestream.cli.BankAccountShowCommand;
import farestream.cli.BankAccountUnblockCommand;
import farestream.cli.BillCommand;
import farestream.cli.BookCommand;
import farestream.cli.CancelCommand;
import farestream.cli.CommandRun;
import farestream.cli.CompleteCommand;
import farestream.cli.CycleApproveCommand;
import farestream.cli.CycleCommand;
import farestream.cli.CycleListCommand;
import farestream.cli.CycleRejectCommand;
import farestream.cli.CycleShowCommand;
import farestream.cli.DemoCommand;
import farestream.cli.DisputeCommand;
import farestream.cli.DisputeListCommand;
import farestream.cli.DisputeResolveCommand;
import farestream.cli.DynamoDbCommand;
import farestream.cli.ErrorLines;
import farestream.cli.FareCheckCommand;
import farestream.cli.FareCommand;
import farestream.cli.HelpCommand;
import farestream.cli.HistoryCommand;
import farestream.cli.HistoryGenerateCommand;
import farestream.cli.HistoryImportCommand;
import farestream.cli.OptionValues;
import farestream.cli.Output;
import farestream.cli.PayCommand;
import farestream.cli.PaymentCommand;
import farestream.cli.PaymentListCommand;
import farestream.cli.PaymentReturnCommand;
import farestream.cli.PaymentShowCommand;
import farestream.cli.PsqlCommand;
import farestream.cli.QuarantineCommand;
import farestream.cli.QuarantineDropCommand;
import farestream.cli.QuarantineImportCommand;
import farestream.cli.QuarantineListCommand;
import farestream.cli.QuarantineReplayCommand;
import farestream.cli.QuarantineShowCommand;
import farestream.cli.ReconcileCommand;
import farestream.cli.ReplayCommand;
import farestream.cli.ReportCommand;
import farestream.cli.RootCommand;
import farestream.cli.SimulateCommand;
import farestream.cli.StatementCommand;
import farestream.cli.StatusCommand;
import farestream.cli.TripCommand;
import farestream.cli.TripListCommand;
import farestream.cli.TripRejectCommand;
import farestream.cli.TripReleaseCommand;
import farestream.cli.TripShowCommand;
import farestream.cli.Undecodable;
import farestream.cli.UpCommand;
import farestream.cli.UrlCommand;
import farestream.cli.WorkerCommand;
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
