package farestream.cli.audit;

import farestream.audit.Audit;
import farestream.audit.Audit.Outcome;
import farestream.audit.AuditStep;
import farestream.audit.ChainHead;
import farestream.billing.MoneyGate;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Progress;
import farestream.cli.notice.HoldText;
import farestream.config.Config;
import farestream.failure.Refusal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream audit verify`
@Command(
    name = "verify",
    description = {
      "Derives lines, adjustments, bills, payments, and the journal again, from the trips upward,"
          + " and names the first difference of each step, the very first one first. Rows that no"
          + " figure follows from are held against their digests in the journal's chain. Looks at one"
          + " moment, writes nothing, and holds nobody up.",
      "",
      "Ends with the head of the journal's chain: note it where nobody who can write the database "
          + "can write. With --expect-head it proves later that nothing before it was rewritten, and"
          + " that nothing was cut off since.",
      "",
      "Exit status 0 if everything agrees, 3 if not. What was made by hand is listed, and no fault."
    },
    footer = {"", "Example:", "  ./farestream audit verify --json"})
final class AuditVerifyCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--expect-head",
      paramLabel = "N:DIGEST",
      description =
          "The head as it was printed earlier; else the chain is held against itself only.")
  private Optional<String> expectHead;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  AuditVerifyCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var noted = expectHead.map(this::head);
    var report = new Audit(config.ledger()).verify(noted, this::tell);
    var held = new MoneyGate(config.ledger()).held();
    var out = spec.commandLine().getOut();
    if (json) {
      var node = AuditText.json(report, noted.isPresent());
      HoldText.json(held, node);
      out.println(node.toPrettyString());
    } else {
      HoldText.print(held, out);
      AuditText.print(report, noted.isPresent(), out);
    }
    return switch (report.outcome()) {
      case Outcome.Proved _ -> ExitStatus.DONE;
      case Outcome.Disproved disproved -> throw new Refusal(AuditText.refusal(disproved));
    };
  }

  private ChainHead head(String text) {
    return ChainHead.read(text)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--expect-head '%s' is no head of a chain, such as 12: and 64 hex digits"
                        .formatted(text)));
  }

  private void tell(AuditStep step) {
    if (Progress.isTerminal()) {
      spec.commandLine().getErr().printf("checking %s …%n", AuditText.name(step));
    }
  }
}
