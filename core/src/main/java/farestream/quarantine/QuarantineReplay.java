package farestream.quarantine;

import farestream.sink.Batch;
import farestream.sink.BatchOutcome;
import farestream.sink.LastStep;
import farestream.sink.Ledger;
import farestream.sink.RejectedChange;
import farestream.stream.Image;
import farestream.stream.ItemValue;
import farestream.stream.NotAnItem;
import farestream.stream.TripChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Offers records in quarantine to the ledger again, each as it came: from its own stream, with its
/// own sequence number. So a record that a later one has overtaken changes nothing.
///
/// What becomes of the trip and of the record is one transaction; a worker may write beside it.
public final class QuarantineReplay {
  private static final String RESOLVE =
      """
      update quarantine set
        resolved_at = now() at time zone 'UTC', resolution = 'replayed', resolution_reason = ?
      where id = ? and is_open(quarantine)
      """;

  private static final String KEEP_OPEN =
      "update quarantine set reason = ? where id = ? and is_open(quarantine)";

  private static final String LATER_IS_IN =
      """
      select exists (
        select from quarantine as record join trips using (rider_email, trip_info)
        where record.id = ? and trips.sequence_number >= record.sequence_number::numeric)
      """;

  private final Connection connection;
  private final Ledger ledger;

  /// @param connection taken over: auto-commit is switched off
  public QuarantineReplay(Connection connection) throws SQLException {
    this.connection = connection;
    this.ledger = new Ledger(connection);
  }

  /// Replays all that is open, in the order of the stream, so that history is as it would have
  /// been. What stays open is told last: a record replayed after it may have settled it.
  ///
  /// @throws SQLException in an outage; what was told before it is done
  public void all(BiConsumer<QuarantinedRecord, ReplayOutcome> told) throws SQLException {
    var left = new ArrayList<Long>();
    for (var id : QuarantinedRecord.openIds(connection)) {
      var record = QuarantinedRecord.find(connection, id).orElseThrow();
      var became = replay(record);
      if (became.staysOpen()) {
        left.add(id);
      } else {
        told.accept(record, became);
      }
    }
    for (var id : left) {
      var record = QuarantinedRecord.find(connection, id).orElseThrow();
      told.accept(record, replay(record));
    }
  }

  /// @throws SQLException in an outage; then the record is as it was
  public ReplayOutcome replay(QuarantinedRecord record) throws SQLException {
    if (record.resolution().isPresent()) {
      return new ReplayOutcome.ResolvedBefore(record.resolution().get());
    }
    Image item;
    try {
      item = Image.fromJson(record.payload());
    } catch (NotAnItem unreadable) {
      return new ReplayOutcome.StillRefused("the item is " + unreadable.getMessage());
    }
    var change =
        new TripChange(
            record.sequenceNumber(),
            keys(item),
            Optional.empty(),
            Optional.of(item),
            // As near as it is known to when the record was made.
            Optional.of(record.since()));
    var batch = new Batch(record.source(), List.of(change), Optional.empty());
    var resolving = new Resolving(record);
    var outcome = ledger.apply(batch, resolving);
    if (outcome.isEmpty()) {
      return resolvedMeanwhile(record);
    }
    return switch (outcome.get()) {
      case BatchOutcome.Committed _ -> resolving.became;
      case BatchOutcome.NotCommitted(_, var outage) -> throw outage;
      case BatchOutcome.Fenced fenced -> throw new IllegalStateException(fenced.toString());
    };
  }

  private ReplayOutcome resolvedMeanwhile(QuarantinedRecord record) throws SQLException {
    var now = QuarantinedRecord.find(connection, record.id()).orElseThrow();
    return new ReplayOutcome.ResolvedBefore(now.resolution().orElseThrow());
  }

  private static Image keys(Image item) {
    var keys = new HashMap<String, ItemValue>();
    for (var name : List.of("riderid", "tripinfo")) {
      item.attribute(name).ifPresent(value -> keys.put(name, value));
    }
    return new Image(keys);
  }

  /// Writes into the quarantine what became of the record, in the transaction that did it.
  private final class Resolving implements LastStep {
    private final QuarantinedRecord record;
    private ReplayOutcome became = new ReplayOutcome.NotCompleted();

    Resolving(QuarantinedRecord record) {
      this.record = record;
    }

    @Override
    public boolean write(BatchOutcome.Committed done, List<RejectedChange> rejected)
        throws SQLException {
      became = became(done, rejected);
      return switch (became) {
        case ReplayOutcome.Recorded _ -> update(RESOLVE, "recorded");
        case ReplayOutcome.Amended _ -> update(RESOLVE, "amended");
        case ReplayOutcome.Superseded _ -> update(RESOLVE, "superseded");
        case ReplayOutcome.StillRefused(var reason) ->
            // Why Lambda gave it up stays beside what is wrong with it.
            update(KEEP_OPEN, record.givenUp().map(line -> line + "\n" + reason).orElse(reason));
        case ReplayOutcome.NotCompleted _, ReplayOutcome.ResolvedBefore _ -> true;
      };
    }

    private ReplayOutcome became(BatchOutcome.Committed done, List<RejectedChange> rejected)
        throws SQLException {
      if (done.recorded() > 0) {
        return new ReplayOutcome.Recorded();
      }
      if (done.amended() > 0) {
        return new ReplayOutcome.Amended();
      }
      if (done.unchanged() > 0 || laterIsIn()) {
        return new ReplayOutcome.Superseded();
      }
      return rejected.isEmpty()
          ? new ReplayOutcome.NotCompleted()
          : new ReplayOutcome.StillRefused(rejected.getFirst().reason());
    }

    private boolean laterIsIn() throws SQLException {
      try (var select = connection.prepareStatement(LATER_IS_IN)) {
        select.setLong(1, record.id());
        try (var row = select.executeQuery()) {
          row.next();
          return row.getBoolean(1);
        }
      }
    }

    /// @return false if the record was resolved since it was read
    private boolean update(String sql, String text) throws SQLException {
      try (var update = connection.prepareStatement(sql)) {
        update.setString(1, text);
        update.setLong(2, record.id());
        return update.executeUpdate() == 1;
      }
    }
  }
}
