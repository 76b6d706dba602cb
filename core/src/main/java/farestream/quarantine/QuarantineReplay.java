package farestream.quarantine;

import farestream.sink.Batch;
import farestream.sink.BatchOutcome;
import farestream.sink.LastStep;
import farestream.sink.Ledger;
import farestream.sink.RejectedChange;
import farestream.stream.Image;
import farestream.stream.InvalidItem;
import farestream.stream.ItemValue;
import farestream.stream.TripChange;
import farestream.trip.TripAttribute;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Replays records in quarantine: applies each to the ledger again, with its own stream and
/// sequence number, so that a record superseded by a later one changes nothing.
///
/// The trip and the record's resolution commit in one transaction. Safe to run concurrently with a
/// worker. Not thread-safe: it uses one connection.
public final class QuarantineReplay {
  private static final String RESOLVE =
      """
      update quarantine set
        resolved_at = now() at time zone 'UTC', resolution = 'replayed', resolution_reason = ?
      where id = ? and is_open(quarantine)
      """;

  private static final String KEEP_OPEN =
      "update quarantine set reason = ? where id = ? and is_open(quarantine)";

  private static final String IS_SUPERSEDED =
      """
      select exists (
        select from quarantine as record join trips using (rider_email, trip_info)
        where record.id = ? and trips.sequence_number >= record.sequence_number::numeric)
      """;

  private final Connection connection;
  private final Ledger ledger;

  /// @param connection used by this object alone from now on; auto-commit is turned off
  public QuarantineReplay(Connection connection) throws SQLException {
    this.connection = connection;
    this.ledger = new Ledger(connection);
  }

  /// Replays all open records in the order of the stream, so that the history of a trip is complete
  /// and in order. Records that stay open are tried again at the end and reported last, because a
  /// record replayed in between may have superseded them.
  ///
  /// @param reporter receives each record with its outcome, once it is committed
  /// @throws SQLException if the database fails; the reported outcomes are committed
  public void all(BiConsumer<QuarantinedRecord, ReplayOutcome> reporter) throws SQLException {
    var stillOpen = new ArrayList<Long>();
    for (var id : QuarantinedRecord.openIds(connection)) {
      var record = QuarantinedRecord.find(connection, id).orElseThrow();
      var outcome = replay(record);
      if (outcome.staysOpen()) {
        stillOpen.add(id);
      } else {
        reporter.accept(record, outcome);
      }
    }
    for (var id : stillOpen) {
      var record = QuarantinedRecord.find(connection, id).orElseThrow();
      reporter.accept(record, replay(record));
    }
  }

  /// Replays a record.
  ///
  /// @throws SQLException if the database fails; the record is then unchanged
  public ReplayOutcome replay(QuarantinedRecord record) throws SQLException {
    if (record.resolution().isPresent()) {
      return new ReplayOutcome.ResolvedBefore(record.resolution().get());
    }
    Image item;
    try {
      item = Image.fromJson(record.payload());
    } catch (InvalidItem unreadable) {
      return new ReplayOutcome.StillRefused("the item is " + unreadable.getMessage());
    }
    var change =
        new TripChange(
            record.sequenceNumber(),
            keys(item),
            Optional.empty(),
            Optional.of(item),
            // The creation time of the record isn't stored; this is the closest known time.
            Optional.of(record.since()));
    var batch = new Batch(record.source(), List.of(change), Optional.empty());
    var resolution = new ResolutionStep(record);
    var outcome = ledger.apply(batch, resolution);
    if (outcome.isEmpty()) {
      return resolvedConcurrently(record);
    }
    return switch (outcome.get()) {
      case BatchOutcome.Committed _ -> resolution.outcome;
      case BatchOutcome.NotCommitted(_, var outage) -> throw outage;
      case BatchOutcome.Fenced fenced -> throw new IllegalStateException(fenced.toString());
    };
  }

  private ReplayOutcome resolvedConcurrently(QuarantinedRecord record) throws SQLException {
    var now = QuarantinedRecord.find(connection, record.id()).orElseThrow();
    return new ReplayOutcome.ResolvedBefore(now.resolution().orElseThrow());
  }

  private static Image keys(Image item) {
    var keys = new HashMap<String, ItemValue>();
    for (var name : List.of(TripAttribute.RIDERID, TripAttribute.TRIPINFO)) {
      item.attribute(name).ifPresent(value -> keys.put(name, value));
    }
    return new Image(keys);
  }

  /// Writes the outcome to the quarantine in the transaction that applies the record.
  private final class ResolutionStep implements LastStep {
    private final QuarantinedRecord record;
    private ReplayOutcome outcome = new ReplayOutcome.NotCompleted();

    ResolutionStep(QuarantinedRecord record) {
      this.record = record;
    }

    @Override
    public boolean write(BatchOutcome.Committed done, List<RejectedChange> rejected)
        throws SQLException {
      outcome = outcome(done, rejected);
      return switch (outcome) {
        case ReplayOutcome.Recorded _ -> update(RESOLVE, "recorded");
        case ReplayOutcome.Amended _ -> update(RESOLVE, "amended");
        case ReplayOutcome.Superseded _ -> update(RESOLVE, "superseded");
        case ReplayOutcome.StillRefused(var reason) ->
            // Lambda's reason for discarding the record is kept in addition to the faults.
            update(
                KEEP_OPEN, record.lambdaReason().map(line -> line + "\n" + reason).orElse(reason));
        case ReplayOutcome.NotCompleted _, ReplayOutcome.ResolvedBefore _ -> true;
      };
    }

    private ReplayOutcome outcome(BatchOutcome.Committed done, List<RejectedChange> rejected)
        throws SQLException {
      if (done.recorded() > 0) {
        return new ReplayOutcome.Recorded();
      }
      if (done.amended() > 0) {
        return new ReplayOutcome.Amended();
      }
      if (done.unchanged() > 0 || isSuperseded()) {
        return new ReplayOutcome.Superseded();
      }
      return rejected.isEmpty()
          ? new ReplayOutcome.NotCompleted()
          : new ReplayOutcome.StillRefused(rejected.getFirst().reason());
    }

    private boolean isSuperseded() throws SQLException {
      try (var select = connection.prepareStatement(IS_SUPERSEDED)) {
        select.setLong(1, record.id());
        try (var row = select.executeQuery()) {
          row.next();
          return row.getBoolean(1);
        }
      }
    }

    /// @return false if the record was resolved concurrently
    private boolean update(String sql, String text) throws SQLException {
      try (var update = connection.prepareStatement(sql)) {
        update.setString(1, text);
        update.setLong(2, record.id());
        return update.executeUpdate() == 1;
      }
    }
  }
}
