package farestream.cli;

import farestream.Config;
import farestream.worker.Worker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `farestream worker`
@Command(
    name = "worker",
    header = "Carries the stream into the ledger until Ctrl-C.",
    description =
        "For where there is no Lambda. Of several on one database one reads and the others stand by;"
            + " up runs one of its own.",
    footer = {"", "Example:", "  PGHOST=db.example.com PGUSER=farestream ./farestream worker"})
public final class WorkerCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  public WorkerCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() throws InterruptedException {
    var worker = Worker.start(config.tripStreams(), config.ledger());
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "stop"));
    spec.commandLine()
        .getOut()
        .println("carrying " + config.tripsTableName() + " into " + config.postgres());
    worker.join();
    return ExitStatus.DONE;
  }
}
