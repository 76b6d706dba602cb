package farestream.booking;

import farestream.money.Money;
import farestream.trip.TripAttribute;
import farestream.trip.TripStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Builds the attributes of a write, with the workshop's attribute types. Absent values are not
/// written.
final class Attributes {
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  Map<String, AttributeValue> values() {
    return values;
  }

  Attributes status(TripStatus status) {
    return text(TripAttribute.STATUS, status.text());
  }

  Attributes text(String name, String text) {
    values.put(name, AttributeValue.fromS(text));
    return this;
  }

  Attributes text(String name, Optional<String> text) {
    text.ifPresent(present -> text(name, present));
    return this;
  }

  Attributes number(String name, long number) {
    values.put(name, AttributeValue.fromN(Long.toString(number)));
    return this;
  }

  Attributes number(String name, Optional<Long> number) {
    number.ifPresent(present -> number(name, present));
    return this;
  }

  Attributes measure(String name, Optional<BigDecimal> measure) {
    measure.ifPresent(present -> values.put(name, AttributeValue.fromN(present.toPlainString())));
    return this;
  }

  Attributes money(String name, Money money) {
    values.put(name, AttributeValue.fromN(money.toString()));
    return this;
  }

  /// Adds a charge unless it is zero. Used for charges that the workshop's items don't have.
  Attributes moneyIfAny(String name, Money money) {
    return money.isZero() ? this : money(name, money);
  }

  /// Adds a time in ISO 8601, UTC, such as `2020-04-05T18:52:42Z`.
  Attributes time(String name, Instant time) {
    return text(name, time.toString());
  }
}
