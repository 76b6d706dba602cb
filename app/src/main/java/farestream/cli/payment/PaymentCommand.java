package farestream.cli.payment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream payment`
@Command(
    name = "payment",
    header = "Shows payments and their states; records a returned one.",
    description =
        "Shows payments and the states they went through, and records a returned payment.",
    subcommands = {PaymentListCommand.class, PaymentShowCommand.class, PaymentReturnCommand.class},
    footer = {"", "Example:", "  ./farestream payment list --status failed"})
public final class PaymentCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: list, show or return");
  }
}
