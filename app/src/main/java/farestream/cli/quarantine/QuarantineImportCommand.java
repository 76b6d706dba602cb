package farestream.cli.quarantine;

import farestream.cli.console.ErrorLines;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Plural;
import farestream.cli.console.Progress;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.sink.QuarantineIntake;
import farestream.sink.QuarantineIntake.Import;
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
      "Takes batches that AWS Lambda gave up, as its on-failure destination in S3 keeps them, into"
          + " quarantine: each record once, to be replayed from there.",
      "Of a batch all or nothing. In a folder an object that can't be imported is named and stops no"
          + " other; the exit status is then 3."
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
          "s3://BUCKET/KEY, or a file with what is there; s3://BUCKET/FOLDER/ with the slash is every"
              + " object in it.")
  private String source;

  QuarantineImportCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws SQLException {
    if (TextSource.leadsNowhere(source)) {
      throw new ParameterException(
          spec.commandLine(),
          "SOURCE '%s' is neither s3://BUCKET/KEY nor s3://BUCKET/FOLDER/ nor a file"
              .formatted(source));
    }
    var folder = StoredFolder.of(source);
    if (folder.isPresent()) {
      return takeAll(folder.get());
    }
    var text = TextSource.read(source, config);
    try (var connection = config.ledger().getConnection()) {
      say(words(take(connection, text, source)));
    }
    return ExitStatus.DONE;
  }

  private int takeAll(StoredFolder folder) throws SQLException {
    try (var s3 = config.s3()) {
      var keys = folder.keys(s3);
      var total = new Import.Taken(0, 0, 0, 0);
      var refused = 0;
      try (var connection = config.ledger().getConnection();
          var progress = new Progress("importing", keys.size(), spec.commandLine().getErr())) {
        for (var done = 0; done < keys.size(); done++) {
          try {
            total = total.plus(take(connection, s3, folder.bucket(), keys.get(done)));
          } catch (Refusal broken) {
            refused++;
            progress.makeRoom();
            spec.commandLine().getErr().println("farestream: " + ErrorLines.text(broken));
          }
          progress.at(done + 1);
        }
      }
      say(
          "%s imported%s: %s"
              .formatted(
                  Plural.of(keys.size() - refused, "object"),
                  refused == 0 ? "" : ", %d not".formatted(refused),
                  words(total)));
      return refused == 0 ? ExitStatus.DONE : ExitStatus.REFUSED;
    }
  }

  private static Import.Taken take(Connection connection, S3Client s3, String bucket, String key)
      throws SQLException {
    return take(
        connection, TextSource.object(s3, bucket, key), "s3://%s/%s".formatted(bucket, key));
  }

  private static Import.Taken take(Connection connection, String text, String from)
      throws SQLException {
    return switch (QuarantineIntake.takeIn(connection, text)) {
      case Import.Taken taken -> taken;
      case Import.NotOne(var why) ->
          throw new Refusal(
              "nothing was imported: %s is not what Lambda writes into S3, docs/aws.md shows one: %s"
                  .formatted(from, why));
    };
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
  }

  private static String words(Import.Taken taken) {
    return "%s put into quarantine, %d there before, %s noted, %d ignored as no completed trips%s"
        .formatted(
            Plural.of(taken.put(), "record"),
            taken.known(),
            Plural.of(taken.removed(), "removal"),
            taken.ignored(),
            taken.put() == 0 ? "" : "; ./farestream quarantine replay offers them to the ledger");
  }
}
