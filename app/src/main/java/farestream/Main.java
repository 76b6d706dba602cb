package farestream;

import farestream.cli.CommandFactory;
import farestream.cli.CommandRun;
import farestream.cli.RootCommand;
import farestream.cli.Undecodable;
import farestream.cli.console.AllCommands;
import farestream.cli.console.ErrorLines;
import farestream.cli.console.OptionValues;
import farestream.cli.console.Output;
import farestream.config.Config;
import farestream.config.LoopbackProxies;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import picocli.CommandLine;

/// The entry point: runs the command given by the arguments and exits with its status.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // pgjdbc makes it the time zone of database sessions, and log lines are dated in it.
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    // The size of the connection pool of the AWS SDK's HTTP client. With the JDK's default of 5, a
    // replay would open a new connection for most of its calls.
    System.setProperty("http.maxConnections", "64");
    // Numbers are formatted alike in every locale.
    Locale.setDefault(Locale.ROOT);
    LoopbackProxies.install();
    var out = Output.to(FileDescriptor.out);
    var err = Output.to(FileDescriptor.err);
    System.setErr(err.asStream());
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var config = new Config(System.getenv(), Path.of(""));
    var commands = commandLine(config, in, arguments).setOut(out).setErr(err);
    System.exit(Undecodable.refuse(arguments, err).orElseGet(() -> commands.execute(arguments)));
  }

  /// Returns the root command with its subcommands, ready to be executed.
  ///
  /// @param in where a command that prompts reads the answer
  /// @param arguments what will be executed; only the command that they name is built. Without
  ///     arguments, all commands are built.
  public static CommandLine commandLine(Config config, BufferedReader in, String... arguments) {
    AllCommands all = other -> commandLine(other, in);
    Map<Class<?>, Object> dependencies =
        Map.of(Config.class, config, BufferedReader.class, in, AllCommands.class, all);
    var root = new CommandLine(RootCommand.class, new CommandFactory(dependencies));
    RootCommand.commandsFor(arguments).forEach(root::addSubcommand);
    root.getCommandSpec().usageMessage().header(RootCommand.ABOUT);
    return OptionValues.register(root)
        // An argument that starts with @ is not a file of further arguments.
        .setExpandAtFiles(false)
        .setExecutionStrategy(new CommandRun())
        .setExecutionExceptionHandler(ErrorLines::failed)
        .setParameterExceptionHandler(ErrorLines::wrongUsage)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }
}
