package farestream.quarantine;

import farestream.people.InvalidPerson;
import farestream.people.NewPerson;
import farestream.people.People;
import farestream.people.PersonField;
import farestream.people.PersonKind;
import farestream.stream.Image;
import farestream.stream.InvalidItem;
import farestream.stream.ItemValue;
import farestream.trip.TripAttribute;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rider and driver of a quarantined record. Adds them if the ledger doesn't know them, with
/// the values of the record's item.
public final class QuarantinedPeople {
  private static final String WHOLE_NUMBER = "[1-9][0-9]{0,17}";

  private static final Map<PersonKind, String> NUMBERS =
      Map.of(PersonKind.RIDER, TripAttribute.RIDER_ID, PersonKind.DRIVER, TripAttribute.DRIVER_ID);

  /// The attributes that may hold a field, in the order of precedence.
  private static final Map<PersonKind, Map<PersonField, List<String>>> ATTRIBUTES =
      Map.of(
          PersonKind.RIDER,
          Map.of(
              PersonField.NAME, List.of(TripAttribute.RIDER_NAME),
              PersonField.EMAIL, List.of(TripAttribute.RIDER_EMAIL, TripAttribute.RIDERID),
              PersonField.MOBILE, List.of(TripAttribute.RIDER_MOBILE)),
          PersonKind.DRIVER,
          Map.of(
              PersonField.NAME, List.of(TripAttribute.DRIVER_NAME),
              PersonField.EMAIL, List.of(TripAttribute.DRIVER_EMAIL, TripAttribute.DRIVERID),
              PersonField.MOBILE, List.of(TripAttribute.DRIVER_MOBILE),
              PersonField.VEHICLE, List.of(TripAttribute.VEHICLE_ID)));

  private QuarantinedPeople() {}

  /// The result of adding. Unless it is [Added], nobody was added.
  public sealed interface Outcome {
    /// @param people empty if the ledger knew both
    record Added(List<NewPerson> people) implements Outcome {}

    /// The item's values can't be a person's.
    record Invalid(PersonKind kind, long number, String reason) implements Outcome {}

    record Refused(NewPerson person, People.Outcome why) implements Outcome {}

    /// The item can't be read.
    record Unreadable() implements Outcome {}
  }

  /// Adds both in one transaction.
  ///
  /// @param connection auto-commit is turned off
  public static Outcome add(Connection connection, QuarantinedRecord record) throws SQLException {
    connection.setAutoCommit(false);
    var outcome = addUnknown(new People(connection), record);
    switch (outcome) {
      case Outcome.Added _ -> connection.commit();
      case Outcome.Invalid _, Outcome.Refused _, Outcome.Unreadable _ -> connection.rollback();
    }
    return outcome;
  }

  private static Outcome addUnknown(People people, QuarantinedRecord record) throws SQLException {
    Image item;
    try {
      item = Image.fromJson(record.payload());
    } catch (InvalidItem unreadable) {
      return new Outcome.Unreadable();
    }
    var added = new ArrayList<NewPerson>();
    for (var kind : PersonKind.values()) {
      var number = number(item, NUMBERS.getOrDefault(kind, ""));
      if (number.isEmpty() || people.find(kind, number.get()).isPresent()) {
        continue;
      }
      NewPerson person;
      try {
        person = NewPerson.of(kind, number.get(), values(item, kind));
      } catch (InvalidPerson invalid) {
        return new Outcome.Invalid(
            kind, number.get(), Optional.ofNullable(invalid.getMessage()).orElse("invalid"));
      }
      var outcome = people.add(person);
      if (!(outcome instanceof People.Outcome.Saved)) {
        return new Outcome.Refused(person, outcome);
      }
      added.add(person);
    }
    return new Outcome.Added(List.copyOf(added));
  }

  private static Optional<Long> number(Image item, String attribute) {
    return item.attribute(attribute)
        .flatMap(
            value ->
                switch (value) {
                  case ItemValue.Numeric(var digits) -> Optional.of(digits);
                  case ItemValue.Text _, ItemValue.Other _ -> Optional.<String>empty();
                })
        .filter(digits -> digits.matches(WHOLE_NUMBER))
        .map(Long::valueOf);
  }

  private static Map<PersonField, String> values(Image item, PersonKind kind) {
    var values = new EnumMap<PersonField, String>(PersonField.class);
    ATTRIBUTES
        .getOrDefault(kind, Map.of())
        .forEach(
            (field, attributes) ->
                attributes.stream()
                    .flatMap(name -> item.text(name).stream())
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .ifPresent(text -> values.put(field, text)));
    return values;
  }
}
