package farestream.cli.audit;

import farestream.audit.Acts;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.ListOptions;
import farestream.cli.console.TextTable;
import farestream.config.Config;
import farestream.view.AuditViews;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `farestream audit log`
@Command(
    name = "log",
    description = {
      "Lists who did what and when, the latest first, without personal data.",
      "What one person did of one kind within a minute is one line."
    },
    footer = {"", "Example:", "  ./farestream audit log --actor colleague"})
final class AuditLogCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(names = "--actor", paramLabel = "LOGIN", description = "Only what this login did.")
  private Optional<String> actor;

  @Mixin private ListOptions list = new ListOptions();

  AuditLogCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var acts = new Acts(config.ledger()).newest(actor, list.limit());
    if (list.print(AuditViews.ACT, acts)) {
      return ExitStatus.DONE;
    }
    var out = spec.commandLine().getOut();
    if (acts.isEmpty()) {
      out.println("no acts");
    } else {
      TextTable.of(AuditViews.ACT, acts).print(out);
    }
    return ExitStatus.DONE;
  }
}
