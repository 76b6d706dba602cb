package farestream.people;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A rider or driver in the ledger.
///
/// @param values by field; those without a value are absent
/// @param isActive whether the person may book or accept trips
/// @param createdAt when the person was added, if known
public record Person(
    PersonKind kind,
    long number,
    Map<PersonField, String> values,
    boolean isActive,
    Optional<Instant> createdAt) {

  public Person {
    values = Map.copyOf(values);
  }

  public Optional<String> value(PersonField field) {
    return Optional.ofNullable(values.get(field));
  }
}
