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

/// Changes to be applied together, in their order.
///
/// @param source the stream's ARN, or what else tells where the changes come from
/// @param unreadable records that came among them and can only be quarantined
/// @param progress absent for a reader that keeps its place elsewhere, as Lambda does
public record Batch(
    String source,
    List<TripChange> changes,
    List<UnreadableRecord> unreadable,
    Optional<ReaderProgress> progress) {

  /// Of records that can all be read.
  public Batch(String source, List<TripChange> changes, Optional<ReaderProgress> progress) {
    this(source, changes, List.of(), progress);
  }

  /// As Lambda brings it.
  public static Batch of(StreamEvent event) {
    return new Batch(event.source(), event.changes(), event.unreadable(), Optional.empty());
  }

  /// The sequence number at which a reader that got nothing of this done begins again.
  public Optional<String> first() {
    return Stream.concat(changes.stream(), unreadable.stream().map(UnreadableRecord::change))
        .map(TripChange::sequenceNumber)
        .min(Comparator.comparing(BigDecimal::new));
  }
}
