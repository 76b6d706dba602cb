package farestream.cli.trip;

import farestream.booking.TripItem;
import farestream.cli.console.CellText;
import farestream.trip.TripAttribute;
import farestream.trip.TripStatus;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Prints a trip's item.
final class TripText {
  private TripText() {}

  /// Prints the item as text or JSON. The text ends with the line `tripinfo: …`, which the next
  /// command needs.
  static void print(TripItem trip, boolean asJson, PrintWriter out) {
    if (asJson) {
      out.println(trip.toJson().toPrettyString());
      return;
    }
    out.println("status:   " + CellText.oneLine(trip.statusText()));
    line(out, "rider:    ", who(trip, "RIDER"));
    line(out, "driver:   ", who(trip, "DRIVER"));
    line(out, "vehicle:  ", trip.text(TripAttribute.VEHICLE_ID));
    line(out, "pick-up:  ", stop(trip, "PICKUP"));
    line(out, "drop-off: ", stop(trip, "DROPOFF"));
    line(
        out,
        "distance: ",
        number(trip, TripAttribute.TRIP_DISTANCE).map(miles -> miles + " miles"));
    line(out, "fare:     ", fare(trip));
    line(out, "total:    ", trip.number(TripAttribute.TOTAL_AMOUNT).map(TripText::money));
    line(out, "cancelled: ", cancelled(trip));
    out.println("tripinfo: " + CellText.oneLine(trip.key().tripInfo()));
  }

  private static void line(PrintWriter out, String label, Optional<String> text) {
    text.filter(present -> !present.isEmpty())
        .ifPresent(present -> out.println(label + CellText.oneLine(present)));
  }

  private static Optional<String> who(TripItem trip, String role) {
    return join(
        ", ",
        List.of(
            number(trip, role + "_ID"),
            trip.text(role + "_NAME"),
            trip.text(role + "_EMAIL"),
            trip.text(role + "_MOBILE")));
  }

  private static Optional<String> stop(TripItem trip, String end) {
    var location =
        join(", ", List.of(number(trip, end + "_LONGITUDE"), number(trip, end + "_LATITUDE")))
            .or(() -> number(trip, end + "_LOCATION_ID").map(zone -> "zone " + zone));
    return join(" at ", List.of(trip.text(end + "_DATETIME"), location));
  }

  private static Optional<String> fare(TripItem trip) {
    return join(
        " + ",
        List.of(
            part(trip, "meter", TripAttribute.FARE_AMOUNT),
            part(trip, "extra", TripAttribute.EXTRA),
            part(trip, "MTA tax", TripAttribute.MTA_TAX),
            part(trip, "tip", TripAttribute.TIP_AMOUNT),
            part(trip, "tolls", TripAttribute.TOLLS_AMOUNT),
            part(trip, "e-hail", TripAttribute.EHAIL_FEE),
            part(trip, "improvement surcharge", TripAttribute.IMPROVEMENT_SURCHARGE),
            part(trip, "congestion surcharge", TripAttribute.CONGESTION_SURCHARGE),
            part(trip, "airport fee", TripAttribute.AIRPORT_FEE),
            part(trip, "congestion-zone fee", TripAttribute.CBD_CONGESTION_FEE),
            part(trip, "other", TripAttribute.OTHER_AMOUNT)));
  }

  private static Optional<String> part(TripItem trip, String label, String attribute) {
    return trip.number(attribute)
        .filter(amount -> amount.signum() != 0)
        .map(amount -> label + " " + money(amount));
  }

  private static Optional<String> cancelled(TripItem trip) {
    return trip.status()
        .filter(TripStatus.CANCELLED::equals)
        .map(
            _ ->
                trip.text(TripAttribute.CANCEL_REASON)
                    .filter(reason -> !reason.isBlank())
                    .orElse("no reason given"));
  }

  private static Optional<String> number(TripItem trip, String name) {
    return trip.number(name).map(BigDecimal::toPlainString);
  }

  /// Formats an amount with at least two decimals, because other writers may omit trailing zeros.
  static String money(BigDecimal amount) {
    return amount.scale() < 2 ? amount.setScale(2).toPlainString() : amount.toPlainString();
  }

  private static Optional<String> join(String between, List<Optional<String>> parts) {
    var present = parts.stream().flatMap(Optional::stream).toList();
    return present.isEmpty() ? Optional.empty() : Optional.of(String.join(between, present));
  }
}
