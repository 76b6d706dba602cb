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

/// Checks, before anything is written, that a person is in the ledger. Otherwise the completed
/// trip would be quarantined.
final class PeopleCheck {
  @Option(
      names = "--allow-unknown",
      description =
          "Accept people who aren't in the ledger, as the lab's scripts do. Their completed trips are"
              + " quarantined. Default: refuse them.")
  private boolean allowUnknown;

  /// @throws Refusal if this person isn't in the ledger
  void require(Config config, CommandLine command, Role role, long number) {
    if (known(config, command, role, List.of(number)).isEmpty()) {
      throw new Refusal(
          "%1$s %2$d is not in the ledger, and the completed trip would be quarantined: add the %1$s"
                  .formatted(role.word(), number)
              + " to the table %s, or pass --allow-unknown".formatted(role.table()));
    }
  }

  /// Returns the people who are in the ledger. If `--allow-unknown` is given or the ledger can't
  /// be reached, it returns all of them; the latter is reported on stderr.
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
            "farestream: %s not checked against the ledger (%s): completed trips of a %s who isn't"
                + " in it are quarantined%n",
            numbers.size() == 1
                ? "%s %d was".formatted(role.word(), numbers.getFirst())
                : "the " + role.table() + " were",
            why,
            role.word());
    return numbers;
  }
}
