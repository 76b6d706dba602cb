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

  private boolean isLedgerUnavailable;

  /// Returns the person who takes a new trip; empty if unknown, which `--allow-unknown` permits,
  /// or if the ledger can't be reached, which is reported on stderr.
  ///
  /// @param invented the address that the trip gets if the ledger's isn't known; empty if it was
  ///     given
  /// @throws Refusal if this person isn't in the ledger or is inactive
  Optional<Person> requireActive(
      Config config, CommandLine command, PersonKind kind, long number, Optional<String> invented) {
    var person = require(config, command, kind, number, invented);
    if (person.isPresent() && !person.get().isActive()) {
      throw new Refusal(
          "%1$s %2$d is inactive: to let them take trips again, run ./farestream %1$s update %2$d"
                  .formatted(kind.label(), number)
              + " --activate");
    }
    return person;
  }

  /// Returns the person; empty as for [#requireActive].
  ///
  /// @throws Refusal if this person isn't in the ledger
  Optional<Person> require(Config config, CommandLine command, PersonKind kind, long number) {
    return require(config, command, kind, number, Optional.empty());
  }

  private Optional<Person> require(
      Config config, CommandLine command, PersonKind kind, long number, Optional<String> invented) {
    var found = find(config, command, kind, List.of(number), invented);
    if (found.isPresent() && found.get().isEmpty() && !allowUnknown) {
      throw new Refusal(
          "%1$s %2$d is not in the ledger, and the completed trip would be quarantined: run"
                  .formatted(kind.label(), number)
              + " ./farestream %s add %d, or pass --allow-unknown".formatted(kind.label(), number));
    }
    return found.flatMap(people -> Optional.ofNullable(people.get(number)));
  }

  /// Returns those of the people who may take a new trip, in the given order, with what the ledger
  /// knows of them. If the ledger can't be reached, it returns all of them.
  ///
  /// @param invented as for [#requireActive]
  Map<Long, Optional<Person>> active(
      Config config,
      CommandLine command,
      PersonKind kind,
      List<Long> numbers,
      Optional<String> invented) {
    var found = find(config, command, kind, numbers, invented);
    var active = new LinkedHashMap<Long, Optional<Person>>();
    for (var number : numbers) {
      var person = found.flatMap(people -> Optional.ofNullable(people.get(number)));
      if (person.map(Person::isActive).orElse(found.isEmpty() || allowUnknown)) {
        active.put(number, person);
      }
    }
    return active;
  }

  /// Checks that the address under which a person takes a trip isn't known as somebody else's, who
  /// would be shown the trip as their own. Doesn't ask a ledger that couldn't be asked before.
  ///
  /// @throws Refusal if it is
  void requireOwn(Config config, PersonKind kind, long number, String address) {
    if (isLedgerUnavailable) {
      return;
    }
    PersonAddresses.number(config, kind, Optional.of(address), Optional.empty())
        .filter(owner -> owner != number)
        .ifPresent(
            owner -> {
              throw new Refusal(
                  "%1$s %2$d can't use the address %3$s, which belongs to %1$s %4$d: name another with"
                          .formatted(kind.label(), number, address, owner)
                      + " --%s-email".formatted(kind.label()));
            });
  }

  /// Returns those who are in the ledger, by number; empty if it can't be reached, which is
  /// reported on stderr, unless unknown people are allowed and no address is invented.
  private Optional<Map<Long, Person>> find(
      Config config,
      CommandLine command,
      PersonKind kind,
      List<Long> numbers,
      Optional<String> invented) {
    try (var connection = config.ledger().getConnection()) {
      return Optional.of(new People(connection).find(kind, numbers));
    } catch (Config.NoDatabase none) {
      return unchecked(command, kind, numbers, "no ledger is configured", invented);
    } catch (Config.WrongSetting wrong) {
      return unchecked(command, kind, numbers, ErrorLines.text(wrong), invented);
    } catch (SQLException failure) {
      return unchecked(command, kind, numbers, ErrorLines.reason(failure), invented);
    }
  }

  private Optional<Map<Long, Person>> unchecked(
      CommandLine command,
      PersonKind kind,
      List<Long> numbers,
      String why,
      Optional<String> invented) {
    isLedgerUnavailable = true;
    if (!allowUnknown || invented.isPresent()) {
      command
          .getErr()
          .printf(
              "farestream: %s not checked against the ledger (%s): completed trips of a %s who isn't"
                  + " in it are quarantined%s%n",
              numbers.size() == 1
                  ? "%s %d was".formatted(kind.label(), numbers.getFirst())
                  : "the " + kind.table() + " were",
              why,
              kind.label(),
              invented
                  .map(
                      address ->
                          "; the trip gets the address %s, or that of --%s-email"
                              .formatted(address, kind.label()))
                  .orElse(""));
    }
    return Optional.empty();
  }
}
