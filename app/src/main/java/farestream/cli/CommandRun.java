package farestream.cli;

import farestream.cli.console.ErrorLines;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Output;
import farestream.cli.console.OutputLost;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// Runs a command with its output going through [Output]. The exit status is that of a success
/// only if all output was written.
public final class CommandRun implements IExecutionStrategy {

  @Override
  public int execute(ParseResult parsed) {
    var root = parsed.commandSpec().root();
    var out = Output.to(root.commandLine().getOut());
    var err = Output.to(root.commandLine().getErr());
    root.commandLine().setOut(out).setErr(err);
    ((RootCommand) root.userObject()).configure(err);
    int status;
    try {
      status = new RunLast().execute(parsed);
    } catch (ExecutionException failed) {
      // Output that was printed before the failure may have been lost, too.
      if (!(failed.getCause() instanceof OutputLost)) {
        out.lost().ifPresent(lost -> report(lost, err));
      }
      throw failed;
    }
    var lost = out.lost();
    lost.ifPresent(loss -> report(loss, err));
    return status == ExitStatus.DONE ? lost.map(ErrorLines::status).orElse(status) : status;
  }

  private static void report(OutputLost lost, Output err) {
    if (!lost.isPipeClosed()) {
      err.println(ErrorLines.PREFIX + lost.getMessage());
    }
  }
}
