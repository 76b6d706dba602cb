package farestream.view;

import com.fasterxml.jackson.databind.JsonNode;
import farestream.booking.TripItem;
import farestream.trip.TripAttribute;
import java.math.BigDecimal;
import java.time.Instant;

/// Views of trips in DynamoDB and in PostgreSQL.
public final class TripViews {

  /// An item of DynamoDB. Its complete JSON is [TripItem#toJson].
  public static final View<TripItem> ITEM =
      View.<TripItem>empty()
          .column("tripinfo", trip -> trip.key().tripInfo())
          .column("status", TripItem::statusText)
          .column("rider", "riderEmail", trip -> trip.key().riderEmail())
          .column("driver", TripItem::driverId)
          .column("dropoff", "dropoffAt", trip -> trip.text(TripAttribute.DROPOFF_DATETIME))
          .column("total", trip -> trip.number(TripAttribute.TOTAL_AMOUNT).map(TripViews::inCents));

  /// A row of PostgreSQL, with the column names of its query.
  public static final View<JsonNode> RECORDED =
      View.<JsonNode>empty()
          .column("trip", row -> row.get("trip"))
          .column("tripinfo", row -> row.get("tripinfo"))
          .column("rider", row -> row.get("rider"))
          .column("rider email", row -> row.get("riderEmail"))
          .column("driver", row -> row.get("driver"))
          .column("pickup at", row -> Instant.parse(row.get("pickupAt").asText()))
          .column("dropoff at", row -> Instant.parse(row.get("dropoffAt").asText()))
          .column("total", row -> row.get("total"))
          .rare("cycle", row -> row.get("cycle"))
          .rare("bill", row -> row.get("bill"));

  private TripViews() {}

  /// Returns the amount with two decimals. DynamoDB returns numbers without trailing zeros.
  private static BigDecimal inCents(BigDecimal amount) {
    return amount.setScale(Math.max(2, amount.scale()));
  }
}
