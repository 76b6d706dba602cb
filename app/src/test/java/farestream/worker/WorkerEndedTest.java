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

/// What no waiting mends ends the worker, and is seen.
class WorkerEndedTest {
  private final TestInstance instance = TestInstance.running();
  private final StringWriter err = new StringWriter();

  @Test
  void an_error_in_the_worker_ends_it_and_whoever_runs_it() {
    try (var worker = Worker.start(instance.config().tripStreams(), new Broken())) {
      var ended = worker.ended().orTimeout(20, TimeUnit.SECONDS);
      assertThatThrownBy(ended::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(Worker.Ended.class)
          .satisfies(failure -> assertThat(told((CompletionException) failure)).isEqualTo(1));
    }
    assertThat(err.toString())
        .startsWith("farestream: unexpected: the worker ended of an error (java.lang.StackOverflow")
        .hasLineCount(1);
  }

  /// As `up` and `worker` end.
  private int told(CompletionException failure) {
    var commands =
        Main.commandLine(instance.config(), new BufferedReader(Reader.nullReader()))
            .setErr(new PrintWriter(err, true));
    return ErrorLines.failed(failure, commands, commands.parseArgs("worker"));
  }

  @Test
  void a_worker_that_was_closed_has_not_ended_by_itself() {
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
