package farestream.cli.server;

import farestream.booking.TableSetup;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.Output;
import farestream.config.Config;
import farestream.worker.Worker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// `farestream worker`
@Command(
    name = "worker",
    header = "Applies the stream to the ledger, until Ctrl-C.",
    description =
        "Use it without AWS Lambda. If several workers run on one database, one is the leader and the"
            + " others stand by. up runs its own worker.",
    footer = {
      "",
      "Example:",
      "  PGHOST=db.example.com PGUSER=farestream ./farestream worker --aws"
    })
public final class WorkerCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  WorkerCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    requireTable();
    var worker = Worker.start(config.tripStreams(), config.ledger());
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "stop"));
    spec.commandLine()
        .getOut()
        .println("applying " + config.tripsTableName() + " to " + config.postgres());
    Output.to(spec.commandLine().getOut()).requireWritten();
    worker.ended().join();
    return ExitStatus.DONE;
  }

  /// Fails if the table doesn't exist: unlike a server, it won't appear by waiting.
  private void requireTable() {
    try (var dynamoDb = config.dynamoDb()) {
      TableSetup.requireReady(dynamoDb, config.tripsTableName());
    } catch (ResourceNotFoundException none) {
      throw none;
    } catch (SdkException unavailable) {
      // The worker retries during an outage. Also, a login that may read the stream may lack the
      // permission to describe the table.
    }
  }
}
