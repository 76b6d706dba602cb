package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.config.Config;
import farestream.people.People;
import farestream.people.PersonField;
import farestream.people.PersonKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Translates between a person's number and e-mail address. DynamoDB's keys contain addresses, but
/// people are also known by their number.
final class PersonAddresses {
  private PersonAddresses() {}

  /// Returns the address that was given, with the letters as given and as in the ledger, because
  /// DynamoDB compares them exactly; or else the addresses of the number: those that the person has
  /// and had in the ledger, and the one that the lab generates. Empty if neither address nor number
  /// was given.
  static List<String> of(
      Config config, PersonKind kind, Optional<String> email, Optional<Long> number) {
    if (email.isPresent()) {
      var address = email.get();
      return both(email, query(config, people -> Optional.of(people.spellings(kind, address))));
    }
    return number.isEmpty()
        ? List.of()
        : both(
            ofTheLab(kind, number.get()),
            query(config, people -> Optional.of(people.emails(kind, number.get()))));
  }

  /// Returns those of the ledger, then the other one.
  private static List<String> both(Optional<String> other, Optional<List<String>> ofLedger) {
    return Stream.concat(ofLedger.orElse(List.of()).stream(), other.stream()).distinct().toList();
  }

  /// Returns the number that was given, or else the number of the address in the ledger.
  static Optional<Long> number(
      Config config, PersonKind kind, Optional<String> email, Optional<Long> number) {
    return number.or(
        () ->
            email.flatMap(
                address ->
                    query(config, people -> people.number(kind, PersonField.EMAIL, address))));
  }

  private static Optional<String> ofTheLab(PersonKind kind, long number) {
    return switch (kind) {
      case RIDER -> Optional.of(LabDefaults.rider(number).email());
      case DRIVER -> LabDefaults.driver(number).email();
    };
  }

  private interface Question<T> {
    Optional<T> ask(People people) throws SQLException;
  }

  /// Returns empty if no ledger is configured or it can't be reached; the trips may be found
  /// anyway.
  private static <T> Optional<T> query(Config config, Question<T> question) {
    try (var connection = config.ledger().getConnection()) {
      return question.ask(new People(connection));
    } catch (SQLException | Config.NoDatabase | Config.WrongSetting unknown) {
      return Optional.empty();
    }
  }
}
