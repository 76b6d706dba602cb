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
    header = "Carries the stream into the ledger until Ctrl-C.",
    description =
        "For where there is no Lambda. Of several on one database one reads and the others stand"
            + " by; up runs one of its own.",
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
        .println("carrying " + config.tripsTableName() + " into " + config.postgres());
    Output.to(spec.commandLine().getOut()).requireWritten();
    worker.ended().join();
    return ExitStatus.DONE;
  }

  /// One that isn't there will not come by waiting, other than a server.
  private void requireTable() {
    try (var dynamoDb = config.dynamoDb()) {
      TableSetup.requireReady(dynamoDb, config.tripsTableName());
    } catch (ResourceNotFoundException none) {
      throw none;
    } catch (SdkException notNow) {
      // The worker waits an outage out; and who may read a stream may perhaps not ask for its
      // table.
    }
  }
}
