package farestream.ledger;

import farestream.stream.TripChange;
import java.util.List;
import java.util.Optional;

/// Changes to be applied together, in their order, and where their shard stands once they are.
///
/// @param checkpoint absent for a reader that keeps its place elsewhere, as Lambda does
public record Batch(String streamArn, List<TripChange> changes, Optional<Checkpoint> checkpoint) {}
