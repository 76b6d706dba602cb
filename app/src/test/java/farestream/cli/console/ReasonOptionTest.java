package farestream.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every command that requires a reason checks it before it asks the ledger.
class ReasonOptionTest {
  private static final int LONGEST = 1_000;

  /// Of rows that don't exist, since the instance is shared with other tests.
  static final List<String> COMMANDS =
      List.of(
          "cycle reject 999999",
          "quarantine drop 999999999",
          "payment return 999999999",
          "bank-account unblock --driver-id 999999999",
          "trip release 999999999",
          "trip reject 999999999",
          "pay --failed FS-NOBODY");

  private final TestInstance instance = TestInstance.running();

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void a_reason_is_one_line_of_limited_length(String command) {
    for (var reason : List.of("", " ", "two\nlines", "x".repeat(LONGEST + 1))) {
      var result = with(command, reason);
      assertThat(result.status()).as(reason).isEqualTo(2);
      assertThat(result.err()).startsWith("farestream: --reason ");
    }
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void a_reason_of_the_greatest_length_is_accepted(String command) {
    var result = with(command, "x".repeat(LONGEST));

    assertThat(result.status()).as(result.err()).isEqualTo(3);
  }

  private TestInstance.Result with(String command, String reason) {
    return instance.run(
        Stream.concat(Stream.of(command.split(" ")), Stream.of("--reason", reason))
            .toArray(String[]::new));
  }
}
