package farestream.statement;

import farestream.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// The period and terms of a cycle.
///
/// @param zone the city's time zone
/// @param minimumPayout the smallest balance that is paid
/// @param closed when the cycle was closed; empty while it is proposed
public record Period(
    Instant starts, Instant ends, ZoneId zone, Money minimumPayout, Optional<Instant> closed) {

  public boolean isProposed() {
    return closed.isEmpty();
  }
}
