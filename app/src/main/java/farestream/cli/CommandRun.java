package farestream.cli;

import farestream.cli.console.ErrorLines;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Output;
import farestream.cli.console.OutputLost;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// How every command is run: what it prints goes through [Output], and its exit status is that of a
/// success only if all of it has arrived.
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
      // What a refusal had to say besides may be lost, too.
      if (!(failed.getCause() instanceof OutputLost)) {
        out.lost().ifPresent(lost -> tell(lost, err));
      }
      throw failed;
    }
    var lost = out.lost();
    lost.ifPresent(loss -> tell(loss, err));
    return status == ExitStatus.DONE ? lost.map(ErrorLines::status).orElse(status) : status;
  }

  private static void tell(OutputLost lost, Output err) {
    if (!lost.nobodyReads()) {
      err.println(ErrorLines.PREFIX + lost.getMessage());
    }
  }
}
