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
import farestream.view.AuditViews;
import farestream.view.CycleViews;
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
      "Recomputes bill lines, adjustments, bills, payments and the journal from the trips up, and"
          + " reports the first difference of each step, in order. Rows on which no amount depends are"
          + " compared with their digests in the journal's hash chain. Runs in one read-only snapshot:"
          + " it neither sees nor blocks concurrent writes.",
      "",
      "Prints the head of the journal's chain at the end. Store it where nobody with write access to"
          + " the database can change it. A later run with --expect-head proves that no entry up to"
          + " this head was changed and that no later one was deleted.",
      "",
      "The exit status is 0 if everything agrees and 3 if not. Manual entries are listed but aren't"
          + " differences."
    },
    footer = {"", "Example:", "  ./farestream audit verify --json"})
final class AuditVerifyCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--expect-head",
      paramLabel = "N:DIGEST",
      description =
          "The head that an earlier run printed. Default: only check that the chain is consistent.")
  private Optional<String> expectHead;

  @Option(names = "--json", description = "Print the report as JSON. Default: text.")
  private boolean json;

  AuditVerifyCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var expected = expectHead.map(this::head);
    var report = new Audit(config.ledger()).verify(expected, this::report);
    var held = new MoneyGate(config.ledger()).held();
    var out = spec.commandLine().getOut();
    if (json) {
      var node = AuditText.json(report, expected.isPresent());
      node.setAll(CycleViews.HOLDS.json(held));
      out.println(node.toPrettyString());
    } else {
      HoldText.print(held, out);
      AuditText.print(report, expected.isPresent(), out);
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
                    "--expect-head '%s' doesn't have the form N:DIGEST, such as 12: and 64 hex digits"
                        .formatted(text)));
  }

  private void report(AuditStep step) {
    if (Progress.isTerminal()) {
      spec.commandLine().getErr().printf("checking %s …%n", AuditViews.name(step));
    }
  }
}
