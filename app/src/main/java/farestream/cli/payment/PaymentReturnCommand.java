package farestream.cli.payment;

import farestream.cli.console.ExitStatus;
import farestream.cli.console.ReasonOption;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.payout.PaymentReturn;
import farestream.payout.PaymentReturn.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream payment return`
@Command(
    name = "return",
    description =
        "Records that the money of a completed payment came back, if no bank file reports it. The"
            + " driver is credited, and the bill is payable again.",
    footer = {"", "Example:", "  ./farestream payment return 200001 --reason 'account closed'"})
final class PaymentReturnCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "The payment's number in payment list.")
  private long id;

  @Mixin private ReasonOption reason;

  PaymentReturnCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    var command = spec.commandLine();
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    switch (new PaymentReturn(config.ledger()).take(id, reason.text(), now)) {
      case Outcome.Returned(var payment, var bill, var driver, var amount, var isPayable) ->
          command
              .getOut()
              .printf(
                  "payment %d to driver %d returned, %s; bill %d is %s%n",
                  payment,
                  driver,
                  amount,
                  bill,
                  isPayable ? "payable again: ./farestream pay" : "paid by another payment");
      case Outcome.Unknown(var unknown) ->
          throw new Refusal(
              "there is no payment %d: see ./farestream payment list".formatted(unknown));
      case Outcome.NotExecuted(var payment, var status) ->
          throw new Refusal("payment %d is %s: %s".formatted(payment, status, advice(status)));
    }
    return ExitStatus.DONE;
  }

  private static String advice(String status) {
    return switch (status) {
      case "returned" -> "its money has already come back";
      case "failed" -> "its money was never sent";
      default ->
          "only an executed payment can be returned; read the bank's answer with ./farestream pay"
              + " --status-report or --returns";
    };
  }
}
