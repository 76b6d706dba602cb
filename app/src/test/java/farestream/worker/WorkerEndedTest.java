package farestream.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.Main;
import farestream.TestInstance;
import farestream.cli.console.ErrorLines;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.Connection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/// An error that retrying can't resolve stops the worker and is reported.
class WorkerEndedTest {
  private final TestInstance instance = TestInstance.running();
  private final StringWriter err = new StringWriter();

  @Test
  void an_error_stops_the_worker_and_the_command_that_runs_it() {
    try (var worker = Worker.start(instance.config().tripStreams(), new Broken())) {
      var ended = worker.ended().orTimeout(20, TimeUnit.SECONDS);
      assertThatThrownBy(ended::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(Worker.Ended.class)
          .satisfies(failure -> assertThat(exitStatus((CompletionException) failure)).isEqualTo(1));
    }
    assertThat(err.toString())
        .startsWith(
            "farestream: unexpected error: the worker stopped on an error (java.lang.StackOverflow")
        .hasLineCount(1);
  }

  /// As `up` and `worker` end.
  private int exitStatus(CompletionException failure) {
    var commands =
        Main.commandLine(instance.config(), new BufferedReader(Reader.nullReader()))
            .setErr(new PrintWriter(err, true));
    return ErrorLines.failed(failure, commands, commands.parseArgs("worker"));
  }

  @Test
  void a_closed_worker_is_not_reported_as_ended() {
    var worker = Worker.start(instance.config().tripStreams(), instance.config().ledger());
    worker.close();
    assertThat(worker.ended()).isNotDone();
  }

  private static final class Broken extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    @Override
    public Connection getConnection() {
      throw new StackOverflowError();
    }
  }
}
