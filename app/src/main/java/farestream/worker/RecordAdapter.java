package farestream.worker;

import farestream.stream.TripChange;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Converts the SDK's stream records to core's [TripChange].
final class RecordAdapter {
  private RecordAdapter() {}

  static TripChange change(Record record) {
    var change = record.dynamodb();
    return new TripChange(
        change.sequenceNumber(),
        ItemImage.of(change.keys()),
        change.hasOldImage() ? Optional.of(ItemImage.of(change.oldImage())) : Optional.empty(),
        change.hasNewImage() ? Optional.of(ItemImage.of(change.newImage())) : Optional.empty(),
        Optional.ofNullable(change.approximateCreationDateTime()));
  }
}
