package farestream.cli;

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
    var status = new RunLast().execute(parsed);
    try {
      out.requireWritten();
      return status;
    } catch (OutputLost lost) {
      if (!lost.nobodyReads()) {
        err.println(ErrorLines.PREFIX + lost.getMessage());
      }
      return status == ExitStatus.DONE ? ErrorLines.status(lost) : status;
    }
  }
}
