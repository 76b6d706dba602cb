package farestream.cli.trip;

import farestream.cli.console.ErrorLines;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.people.PeopleLookup;
import farestream.people.PeopleLookup.Role;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Refuses a person whom the ledger doesn't know before anything is written: the completed trip
/// would end in quarantine.
final class PeopleCheck {
  @Option(
      names = "--allow-unknown",
      description =
          "Go on with people whom the ledger doesn't know, as the lab's scripts do; their completed"
              + " trip is quarantined. Else they are refused.")
  private boolean allowUnknown;

  /// @throws Refusal if the ledger doesn't know this person
  void require(Config config, CommandLine command, Role role, long number) {
    if (known(config, command, role, List.of(number)).isEmpty()) {
      throw new Refusal(
          "the ledger knows no %1$s %2$d, and the completed trip would be quarantined: add the %1$s to"
                  .formatted(role.word(), number)
              + " the table %s, or pass --allow-unknown".formatted(role.table()));
    }
  }

  /// Those whom the ledger knows. All of them where it isn't asked or can't be reached, which is
  /// said on stderr.
  List<Long> known(Config config, CommandLine command, Role role, List<Long> numbers) {
    if (allowUnknown) {
      return numbers;
    }
    try (var connection = config.ledger().getConnection()) {
      var unknown = new PeopleLookup(connection).unknown(role, numbers);
      return numbers.stream().filter(number -> !unknown.contains(number)).toList();
    } catch (Config.NoDatabase none) {
      return unchecked(command, role, numbers, "no ledger is configured");
    } catch (Config.WrongSetting wrong) {
      return unchecked(command, role, numbers, ErrorLines.text(wrong));
    } catch (SQLException failure) {
      return unchecked(command, role, numbers, ErrorLines.reason(failure));
    }
  }

  private static List<Long> unchecked(
      CommandLine command, Role role, List<Long> numbers, String why) {
    command
        .getErr()
        .printf(
            "farestream: %s not checked against the ledger (%s): a completed trip of a %s whom it"
                + " doesn't know is quarantined%n",
            numbers.size() == 1
                ? "%s %d was".formatted(role.word(), numbers.getFirst())
                : "the " + role.table() + " were",
            why,
            role.word());
    return numbers;
  }
}
