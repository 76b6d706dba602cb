package farestream.cli.quarantine;

import farestream.cli.console.ErrorLines;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.cli.console.Progress;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.sink.QuarantineImport;
import farestream.sink.QuarantineImport.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/// `farestream quarantine import`
@Command(
    name = "import",
    description = {
      "Imports batches that AWS Lambda discarded and wrote to its on-failure destination in S3. Each"
          + " record is quarantined once and can be replayed from there.",
      "Each batch is imported atomically. If an object in a folder can't be imported, it is reported,"
          + " the others are still imported, and the exit status is 3."
    },
    footer = {
      "",
      "Example:",
      "  ./farestream quarantine import s3://my-failures/aws/lambda/ --aws"
    })
final class QuarantineImportCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SOURCE",
      description =
          "s3://BUCKET/KEY for an object, s3://BUCKET/FOLDER/ for every object in a folder, or a copy"
              + " of an object in a file.")
  private String source;

  QuarantineImportCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    if (TextSource.isUnsupported(source)) {
      throw new ParameterException(
          spec.commandLine(),
          "SOURCE '%s' is neither s3://BUCKET/KEY nor s3://BUCKET/FOLDER/ nor a file"
              .formatted(source));
    }
    var folder = StoredFolder.of(source);
    if (folder.isPresent()) {
      return importAll(folder.get());
    }
    var text = TextSource.read(source, config);
    try (var connection = config.ledger().getConnection()) {
      println(summary(importText(connection, text, source)));
    }
    return ExitStatus.DONE;
  }

  private int importAll(StoredFolder folder) throws SQLException {
    try (var s3 = config.s3()) {
      var keys = folder.keys(s3);
      var total = new Outcome.Imported(0, 0, 0, 0);
      var refused = 0;
      try (var connection = config.ledger().getConnection();
          var progress = new Progress("importing", keys.size(), spec.commandLine().getErr())) {
        for (var done = 0; done < keys.size(); done++) {
          try {
            total = total.plus(importObject(connection, s3, folder.bucket(), keys.get(done)));
          } catch (Refusal broken) {
            refused++;
            progress.makeRoom();
            spec.commandLine().getErr().println("farestream: " + ErrorLines.text(broken));
          }
          progress.at(done + 1);
        }
      }
      println(
          "%s imported%s: %s"
              .formatted(
                  Plural.of(keys.size() - refused, "object"),
                  refused == 0 ? "" : ", %d not".formatted(refused),
                  summary(total)));
      return refused == 0 ? ExitStatus.DONE : ExitStatus.REFUSED;
    }
  }

  private static Outcome.Imported importObject(
      Connection connection, S3Client s3, String bucket, String key) throws SQLException {
    return importText(
        connection, TextSource.object(s3, bucket, key), "s3://%s/%s".formatted(bucket, key));
  }

  private static Outcome.Imported importText(Connection connection, String text, String from)
      throws SQLException {
    return switch (QuarantineImport.importBatch(connection, text)) {
      case Outcome.Imported imported -> imported;
      case Outcome.Invalid(var why) ->
          throw new Refusal(
              "nothing was imported: %s is not a Lambda failure record such as docs/aws.md shows: %s"
                  .formatted(from, why));
    };
  }

  private void println(String line) {
    spec.commandLine().getOut().println(line);
  }

  private static String summary(Outcome.Imported imported) {
    return "%s quarantined, %d already there, %s noted, %d ignored because not completed%s"
        .formatted(
            Plural.of(imported.quarantined(), "record"),
            imported.known(),
            Plural.of(imported.removed(), "removal"),
            imported.ignored(),
            imported.quarantined() == 0
                ? ""
                : "; to record them, run ./farestream quarantine replay");
  }
}
