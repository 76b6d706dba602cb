package farestream.trip;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The state of a trip. Completed and cancelled are final.
public enum TripStatus {
  BOOKED("Booked"),
  IN_PROGRESS("InProgress"),
  COMPLETED("Completed"),
  CANCELLED("Cancelled");

  private final String text;

  TripStatus(String text) {
    this.text = text;
  }

  /// Returns the value of the item's `STATUS`.
  public String text() {
    return text;
  }

  public static Optional<TripStatus> of(String text) {
    return Arrays.stream(values()).filter(status -> status.text.equals(text)).findFirst();
  }

  /// Returns all values of `STATUS`, separated by commas, for messages.
  public static String texts() {
    return Arrays.stream(values()).map(TripStatus::text).collect(Collectors.joining(", "));
  }
}
