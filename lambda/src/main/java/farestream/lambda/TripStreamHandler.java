package farestream.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import farestream.lambda.InvocationLog.Invocation;
import farestream.sink.BatchOutcome;
import farestream.stream.StreamEventReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;

/// Takes the stream's records from Lambda into the ledger. A batch is committed whole or not at
/// all; of one that isn't, the answer names the first record, and Lambda brings all of it
/// again.
///
/// A record at fault goes into quarantine and stops no other. So all that Lambda ever has to
/// bring again is what an outage held up.
public final class TripStreamHandler implements RequestStreamHandler, Resource {
  private final WarmLedger ledger;
  private final InvocationLog log;

  /// As Lambda makes it, once for each process. That there is no database is no reason not to
  /// start: the first invocation tries again.
  public TripStreamHandler() {
    this(System.getenv(), new InvocationLog(System.out, Clock.systemUTC()));
    Core.getGlobalContext().register(this);
    try {
      ledger.connect();
    } catch (SQLException outage) {
      log.failed("no connection at the start", outage);
    }
  }

  TripStreamHandler(Map<String, String> environment, InvocationLog log) {
    this.ledger = new WarmLedger(new DatabaseLogin(environment, Clock.systemUTC()));
    this.log = log;
  }

  /// One at a time, for there is one connection; Lambda keeps to that by itself, unless it is told
  /// to give a process several.
  ///
  /// @throws farestream.stream.NotAStreamEvent if it isn't one
  @Override
  public synchronized void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    var event = StreamEventReader.read(new String(in.readAllBytes(), UTF_8));
    var outcome = ledger.apply(event, context::getRemainingTimeInMillis);
    log.told(new Invocation(context.getFunctionName(), context.getAwsRequestId()), event, outcome);
    out.write(answer(outcome).getBytes(UTF_8));
  }

  /// Sequence numbers are digits, so that there is nothing to escape.
  private static String answer(BatchOutcome outcome) {
    return switch (outcome) {
      case BatchOutcome.Committed _ -> "{\"batchItemFailures\":[]}";
      case BatchOutcome.NotCommitted(var retryFrom, _) ->
          "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}".formatted(retryFrom.orElse(""));
      case BatchOutcome.Fenced _ -> throw new IllegalStateException("fenced");
    };
  }

  /// Before SnapStart's snapshot: all that a batch needs is loaded, from the event to the line in
  /// the log, and no connection is kept.
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> snapshot) {
    try {
      var rehearsal = ledger.rehearse();
      var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
      new InvocationLog(nowhere, Clock.systemUTC())
          .told(new Invocation("", ""), rehearsal.event(), rehearsal.outcome());
    } catch (SQLException outage) {
      log.failed("no rehearsal before the snapshot", outage);
    }
    ledger.close();
  }

  /// With credentials of now, in a process that may be one of many from the same snapshot.
  @Override
  public void afterRestore(org.crac.Context<? extends Resource> snapshot) {
    try {
      ledger.connect();
    } catch (SQLException outage) {
      log.failed("no connection after the restore", outage);
    }
  }

  void close() {
    ledger.close();
  }
}
