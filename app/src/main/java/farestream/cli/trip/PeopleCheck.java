package farestream.cli.trip;

import farestream.cli.console.ErrorLines;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.people.People;
import farestream.people.Person;
import farestream.people.PersonKind;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Checks, before anything is written, that a person is in the ledger and active. A completed trip
/// of an unknown person would be quarantined.
final class PeopleCheck {
  @Option(
      names = "--allow-unknown",
      description =
          "Accept people who aren't in the ledger, as the lab's scripts do. Their completed trips are"
              + " quarantined. Inactive people are still refused. Default: refuse unknown people.")
  private boolean allowUnknown;

  /// Returns the person who takes a new trip; empty if unknown, which `--allow-unknown` permits,
  /// or if the ledger can't be reached, which is reported on stderr.
  ///
  /// @throws Refusal if this person isn't in the ledger or is inactive
  Optional<Person> requireActive(Config config, CommandLine command, PersonKind kind, long number) {
    var person = require(config, command, kind, number);
    if (person.isPresent() && !person.get().isActive()) {
      throw new Refusal(
          "%1$s %2$d is inactive: to let them take trips again, run ./farestream %1$s update %2$d"
                  .formatted(kind.word(), number)
              + " --activate");
    }
    return person;
  }

  /// Returns the person; empty as for [#requireActive].
  ///
  /// @throws Refusal if this person isn't in the ledger
  Optional<Person> require(Config config, CommandLine command, PersonKind kind, long number) {
    var found = find(config, command, kind, List.of(number));
    if (found.isPresent() && found.get().isEmpty() && !allowUnknown) {
      throw new Refusal(
          "%1$s %2$d is not in the ledger, and the completed trip would be quarantined: run"
                  .formatted(kind.word(), number)
              + " ./farestream %s add %d, or pass --allow-unknown".formatted(kind.word(), number));
    }
    return found.flatMap(people -> Optional.ofNullable(people.get(number)));
  }

  /// Returns those of the people who may take a new trip, in the given order, with what the ledger
  /// knows of them. If the ledger can't be reached, it returns all of them.
  Map<Long, Optional<Person>> active(
      Config config, CommandLine command, PersonKind kind, List<Long> numbers) {
    var found = find(config, command, kind, numbers);
    var active = new LinkedHashMap<Long, Optional<Person>>();
    for (var number : numbers) {
      var person = found.flatMap(people -> Optional.ofNullable(people.get(number)));
      if (person.map(Person::isActive).orElse(found.isEmpty() || allowUnknown)) {
        active.put(number, person);
      }
    }
    return active;
  }

  /// Returns those who are in the ledger, by number; empty if it can't be reached, which is
  /// reported on stderr unless unknown people are allowed anyway.
  private Optional<Map<Long, Person>> find(
      Config config, CommandLine command, PersonKind kind, List<Long> numbers) {
    try (var connection = config.ledger().getConnection()) {
      return Optional.of(new People(connection).find(kind, numbers));
    } catch (Config.NoDatabase none) {
      return unchecked(command, kind, numbers, "no ledger is configured");
    } catch (Config.WrongSetting wrong) {
      return unchecked(command, kind, numbers, ErrorLines.text(wrong));
    } catch (SQLException failure) {
      return unchecked(command, kind, numbers, ErrorLines.reason(failure));
    }
  }

  private Optional<Map<Long, Person>> unchecked(
      CommandLine command, PersonKind kind, List<Long> numbers, String why) {
    if (!allowUnknown) {
      command
          .getErr()
          .printf(
              "farestream: %s not checked against the ledger (%s): completed trips of a %s who isn't"
                  + " in it are quarantined%n",
              numbers.size() == 1
                  ? "%s %d was".formatted(kind.word(), numbers.getFirst())
                  : "the " + kind.table() + " were",
              why,
              kind.word());
    }
    return Optional.empty();
  }
}
