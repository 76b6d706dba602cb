package farestream.cli.trip;

import farestream.booking.LabDefaults;
import farestream.config.Config;
import farestream.people.PeopleLookup;
import farestream.people.PeopleLookup.Role;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The e-mail addresses under which a person's trips may be: DynamoDB's keys are addresses, and
/// people are known by numbers, too.
final class PersonAddresses {
  private PersonAddresses() {}

  /// The address that was given; else that of the number in the ledger, and the one by which
  /// the lab would call that number. None where neither was given.
  static List<String> of(Config config, Role role, Optional<String> email, Optional<Long> number) {
    return email.isPresent() || number.isEmpty()
        ? email.stream().toList()
        : Stream.concat(
                asked(config, people -> people.email(role, number.get())).stream(),
                ofTheLab(role, number.get()).stream())
            .distinct()
            .toList();
  }

  /// The number that was given; else that of the address in the ledger.
  static Optional<Long> number(
      Config config, Role role, Optional<String> email, Optional<Long> number) {
    return number.or(
        () -> email.flatMap(address -> asked(config, people -> people.number(role, address))));
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

  /// Nothing where there is no ledger or it is away: the trips may be found all the same.
  private static <T> Optional<T> asked(Config config, Question<T> question) {
    try (var connection = config.ledger().getConnection()) {
      return question.ask(new PeopleLookup(connection));
    } catch (SQLException | Config.NoDatabase | Config.WrongSetting unknown) {
      return Optional.empty();
    }
  }
}
