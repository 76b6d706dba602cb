package farestream.cli.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream audit`
@Command(
    name = "audit",
    header = "Proves what was billed and paid.",
    description =
        "Recomputes every amount from the trips up and compares it with what is stored, and lists who"
            + " did what.",
    subcommands = {AuditVerifyCommand.class, AuditLogCommand.class},
    footer = {"", "Example:", "  ./farestream audit verify"})
public final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: verify or log");
  }
}
