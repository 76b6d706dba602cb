package farestream.sink;

import farestream.checkpoint.ReaderProgress;
import farestream.stream.StreamEvent;
import farestream.stream.StreamEvent.UnreadableRecord;
import farestream.stream.TripChange;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Changes that the ledger applies in one transaction, in this order.
///
/// @param source the stream's ARN, or another name of the origin
/// @param unreadable records of the same batch that can't be parsed and go to quarantine
/// @param progress the checkpoints to commit with the changes; absent if the reader's position is
///     kept elsewhere, as Lambda does
public record Batch(
    String source,
    List<TripChange> changes,
    List<UnreadableRecord> unreadable,
    Optional<ReaderProgress> progress) {

  /// Creates a batch without unreadable records.
  public Batch(String source, List<TripChange> changes, Optional<ReaderProgress> progress) {
    this(source, changes, List.of(), progress);
  }

  /// Creates a batch from a stream event as Lambda delivers it, without checkpoints.
  public static Batch of(StreamEvent event) {
    return new Batch(event.source(), event.changes(), event.unreadable(), Optional.empty());
  }

  /// Returns the lowest sequence number of the batch: a reader whose batch failed resumes there.
  /// Empty if the batch has no records.
  public Optional<String> first() {
    return Stream.concat(changes.stream(), unreadable.stream().map(UnreadableRecord::change))
        .map(TripChange::sequenceNumber)
        .min(Comparator.comparing(BigDecimal::new));
  }
}
