package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.config.Config;
import farestream.people.PeopleLookup;
import farestream.people.PeopleLookup.Role;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Translates between a person's number and e-mail address. DynamoDB's keys contain addresses, but
/// people are also known by their number.
final class PersonAddresses {
  private PersonAddresses() {}

  /// Returns the address that was given, or else the addresses of the number: the one in the
  /// ledger and the one that the lab generates. Empty if neither address nor number was given.
  static List<String> of(Config config, Role role, Optional<String> email, Optional<Long> number) {
    return email.isPresent() || number.isEmpty()
        ? email.stream().toList()
        : Stream.concat(
                query(config, people -> people.email(role, number.get())).stream(),
                ofTheLab(role, number.get()).stream())
            .distinct()
            .toList();
  }

  /// Returns the number that was given, or else the number of the address in the ledger.
  static Optional<Long> number(
      Config config, Role role, Optional<String> email, Optional<Long> number) {
    return number.or(
        () -> email.flatMap(address -> query(config, people -> people.number(role, address))));
  }

  private static Optional<String> ofTheLab(Role role, long number) {
    return switch (role) {
      case RIDER -> Optional.of(LabDefaults.rider(number).email());
      case DRIVER -> LabDefaults.driver(number).email();
    };
  }

  private interface Question<T> {
    Optional<T> ask(PeopleLookup people) throws SQLException;
  }

  /// Returns empty if no ledger is configured or it can't be reached; the trips may be found
  /// anyway.
  private static <T> Optional<T> query(Config config, Question<T> question) {
    try (var connection = config.ledger().getConnection()) {
      return question.ask(new PeopleLookup(connection));
    } catch (SQLException | Config.NoDatabase | Config.WrongSetting unknown) {
      return Optional.empty();
    }
  }
}
