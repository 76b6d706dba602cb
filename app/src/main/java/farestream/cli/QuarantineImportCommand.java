package farestream.cli;

import farestream.Config;
import farestream.ledger.QuarantineIntake;
import farestream.ledger.QuarantineIntake.Import;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `farestream quarantine import`
@Command(
    name = "import",
    description =
        "Takes a batch that AWS Lambda gave up, as its on-failure destination in S3 keeps it, into"
            + " quarantine: each record once, to be replayed from there. All of it or nothing.",
    footer = {
      "",
      "Example:",
      "  ./farestream quarantine import s3://my-failures/aws/lambda/a-batch"
    })
public final class QuarantineImportCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SOURCE", description = "s3://BUCKET/KEY, or a file with what is there.")
  private String source;

  public QuarantineImportCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    var text = StoredText.read(source, config);
    try (var connection = config.ledger().getConnection()) {
      switch (QuarantineIntake.takeIn(connection, text)) {
        case Import.Taken taken -> spec.commandLine().getOut().println(words(taken));
        case Import.NotOne(var why) ->
            throw new Refused("nothing was imported: %s is %s".formatted(source, why));
      }
    }
    return ExitStatus.DONE;
  }

  private static String words(Import.Taken taken) {
    return "%s put into quarantine, %d there before, %s noted, %d passed over as no completed trips%s"
        .formatted(
            Counted.of(taken.put(), "record"),
            taken.known(),
            Counted.of(taken.removed(), "removal"),
            taken.passedOver(),
            taken.put() == 0 ? "" : "; ./farestream quarantine replay offers them to the ledger");
  }
}
