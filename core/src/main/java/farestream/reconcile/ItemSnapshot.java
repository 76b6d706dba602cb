package farestream.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.stream.Decision;
import farestream.stream.Image;
import farestream.stream.TripChange;
import farestream.stream.TripDecoder;
import farestream.trip.CompletedTrip;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// The state of an item at one time, as the ledger would decode it.
///
/// @param trip absent unless the item is a valid completed trip
/// @param hash the SHA-256 of the item's JSON, which identifies its record in quarantine; absent if
///     there is no item
record ItemSnapshot(Finding.Item item, Optional<CompletedTrip> trip, Optional<byte[]> hash) {

  static ItemSnapshot at(Optional<Image> image) {
    return image
        .map(ItemSnapshot::at)
        .orElseGet(() -> new ItemSnapshot(Finding.Item.ABSENT, Optional.empty(), Optional.empty()));
  }

  private static ItemSnapshot at(Image image) {
    var hash = Optional.of(sha256(image.toJson()));
    return switch (decide(image)) {
      case Decision.Recording(var trip, _) ->
          new ItemSnapshot(Finding.Item.COMPLETED, Optional.of(trip), hash);
      case Decision.Rejection _ ->
          new ItemSnapshot(Finding.Item.UNREADABLE, Optional.empty(), hash);
      case Decision.Ignored _, Decision.Removal _ ->
          new ItemSnapshot(Finding.Item.NOT_COMPLETED, Optional.empty(), hash);
    };
  }

  /// Decides what the ledger would do with the item if it were new.
  static Decision decide(Image image) {
    return TripDecoder.decide(new TripChange("0", image, Optional.empty(), Optional.of(image)));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
