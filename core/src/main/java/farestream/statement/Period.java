package farestream.statement;

import farestream.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// The time that a cycle covers.
///
/// @param zone of the city
/// @param minimumPayout what a balance must come to, to be paid
/// @param closed empty while the cycle is proposed and not approved
public record Period(
    Instant starts, Instant ends, ZoneId zone, Money minimumPayout, Optional<Instant> closed) {

  public boolean isProposed() {
    return closed.isEmpty();
  }
}
