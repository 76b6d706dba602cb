package farestream.people;

import java.util.EnumMap;
import java.util.Map;

/// A valid rider or driver to be added.
///
/// @param number what the person is known by; it never changes
/// @param values by field, as they are stored; without a payment type the kind's usual one is
///     stored
public record NewPerson(PersonKind kind, long number, Map<PersonField, String> values) {

  /// The largest number. All numbers up to it have at most 18 digits.
  public static final long MAX_NUMBER = 999_999_999_999_999_999L;

  public NewPerson {
    values = Map.copyOf(values);
  }

  /// Returns a person with the given values, normalized.
  ///
  /// @param given by field; blank values count as absent
  /// @throws InvalidPerson if a value is invalid or one that is required is missing
  public static NewPerson of(PersonKind kind, long number, Map<PersonField, String> given) {
    if (number < 1 || number > MAX_NUMBER) {
      throw new InvalidPerson("the number must be 1 to %d".formatted(MAX_NUMBER));
    }
    var values = new EnumMap<PersonField, String>(PersonField.class);
    for (var field : kind.fields()) {
      var text = given.getOrDefault(field, "");
      if (!text.isBlank()) {
        values.put(field, field.valid(text));
      } else if (field.isRequired()) {
        throw new InvalidPerson("the %s is missing".formatted(field.label()));
      }
    }
    return new NewPerson(kind, number, values);
  }
}
