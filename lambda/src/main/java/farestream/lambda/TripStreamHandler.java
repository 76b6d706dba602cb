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

/// Receives the stream's batches from Lambda and writes them to the ledger. Each batch is
/// committed as a whole or not at all. If it isn't committed, the response names its first
/// record, and Lambda delivers the whole batch again.
///
/// An invalid record is quarantined and doesn't block the others, so a batch is retried only
/// after an outage.
public final class TripStreamHandler implements RequestStreamHandler, Resource {
  private final WarmLedger ledger;
  private final InvocationLog log;

  /// Lambda calls this once per process. If the database is unavailable, the function starts
  /// anyway and the first invocation connects.
  public TripStreamHandler() {
    this(System.getenv(), new InvocationLog(System.out, Clock.systemUTC()));
    Core.getGlobalContext().register(this);
    try {
      ledger.connect();
    } catch (SQLException outage) {
      log.writeOutage("could not connect at startup", outage);
    }
  }

  TripStreamHandler(Map<String, String> environment, InvocationLog log) {
    this.ledger = new WarmLedger(new DatabaseLogin(environment, Clock.systemUTC()));
    this.log = log;
  }

  /// Handles one event. Synchronized because invocations share one connection; Lambda runs them
  /// one after another unless it is configured to run several in a process.
  ///
  /// @throws farestream.stream.InvalidStreamEvent if the input isn't an event of a stream
  @Override
  public synchronized void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    var event = StreamEventReader.read(new String(in.readAllBytes(), UTF_8));
    var outcome = ledger.apply(event, context::getRemainingTimeInMillis);
    log.writeOutcome(
        new Invocation(context.getFunctionName(), context.getAwsRequestId()), event, outcome);
    out.write(response(outcome).getBytes(UTF_8));
  }

  /// Sequence numbers consist of digits, so nothing needs escaping.
  private static String response(BatchOutcome outcome) {
    return switch (outcome) {
      case BatchOutcome.Committed _ -> "{\"batchItemFailures\":[]}";
      case BatchOutcome.NotCommitted(var retryFrom, _) ->
          "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}".formatted(retryFrom.orElse(""));
      case BatchOutcome.Fenced _ -> throw new IllegalStateException("fenced");
    };
  }

  /// Prepares for SnapStart's snapshot: loads every class that a batch needs, from the event to
  /// the log line, and closes the connection.
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> snapshot) {
    try {
      var warmUp = ledger.warmUp();
      var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
      new InvocationLog(nowhere, Clock.systemUTC())
          .writeOutcome(new Invocation("", ""), warmUp.event(), warmUp.outcome());
    } catch (SQLException outage) {
      log.writeOutage("could not warm up before the snapshot", outage);
    }
    ledger.close();
  }

  /// Connects with current credentials after a restore; one snapshot may be restored in many
  /// processes.
  @Override
  public void afterRestore(org.crac.Context<? extends Resource> snapshot) {
    try {
      ledger.connect();
    } catch (SQLException outage) {
      log.writeOutage("could not connect after the restore", outage);
    }
  }

  void close() {
    ledger.close();
  }
}
