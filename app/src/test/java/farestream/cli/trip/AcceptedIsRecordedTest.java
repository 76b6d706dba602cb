package farestream.cli.trip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.Main;
import farestream.TestInstance;
import farestream.booking.TripItem;
import farestream.money.Money;
import farestream.stream.Decision;
import farestream.stream.TripChange;
import farestream.stream.TripDecoder;
import farestream.trip.TripKey;
import farestream.worker.ItemImage;
import java.io.BufferedReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine.Model.OptionSpec;

/// Tries each option of the commands that write a trip with values at and beyond its bounds: every
/// trip that they complete must be recorded.
@Tag("slow")
class AcceptedIsRecordedTest {
  private static final JsonMapper JSON = new JsonMapper();
  /// Values to try, by the type of the option.
  private static final Map<Class<?>, List<String>> VALUES =
      Map.of(
          String.class,
          List.of(
              "",
              "\u20ac@" + "\u20ac".repeat(298),
              "\u20ac@" + "\u20ac".repeat(299),
              "\u20ac".repeat(1_000),
              "\u20ac".repeat(1_001),
              "n@\0"),
          Long.class,
          List.of("0", "1", "7", "101", "2147483648", "9223372036854775807"),
          BigDecimal.class,
          List.of(
              "-0.000",
              "33." + "3".repeat(20),
              "33." + "3".repeat(43),
              "1e-200",
              "0e-999999999",
              "1e999999999",
              "90.0000001",
              "180.0000001",
              "100000",
              "100000.1",
              "9".repeat(2_000)),
          Money.class,
          List.of("-5", "0", "1e-200", "999999999999.99"),
          Instant.class,
          List.of(
              "1999-12-31T23:59:59.999999999Z",
              "2026-01-01T00:00:00.123456789+05:00",
              "2099-12-31T23:59:59.999999999Z",
              "2100-01-01T00:00:00Z",
              "+1000000000-12-31T23:59:59Z"));

  private static final List<String> STEPS = List.of("book", "accept", "complete");

  private final TestInstance instance = TestInstance.running();
  private final String rider = "--rider-id=" + instance.newRider();

  /// A trip that a refused command left; the next attempt uses it.
  private Optional<TripKey> underWay = Optional.empty();

  @ParameterizedTest
  @FieldSource("STEPS")
  void accepted_values_are_recorded(String command) throws Exception {
    var in = new BufferedReader(Reader.nullReader());
    var options = Main.commandLine(instance.config(), in).parseArgs(command).subcommand();
    var recorded = 0;
    for (var option : options.commandSpec().options()) {
      for (var value : VALUES.getOrDefault(type(option), List.of())) {
        var item = trip(command, option.longestName(), value);
        if (item.isPresent()) {
          assertThat(decision(item.get()))
              .as(option + value)
              .isInstanceOf(Decision.Recording.class);
          recorded++;
        }
      }
    }
    assertThat(recorded).isGreaterThan(5);
  }

  private static Class<?> type(OptionSpec option) {
    return option.auxiliaryTypes().length == 0 ? option.type() : option.auxiliaryTypes()[0];
  }

  /// Books, accepts and completes a trip with the option given to one of the commands; absent if a
  /// step was refused.
  private Optional<TripItem> trip(String command, String option, String value) throws Exception {
    var tried = option + "=" + value;
    var isWhose = option.equals("--rider-id") || option.equals("--rider-email");
    var place = STEPS.indexOf(command);
    for (var before : underWay.isEmpty() ? STEPS.subList(0, place) : List.<String>of()) {
      assertThat(run(before, rider)).isTrue();
    }
    if (!(isWhose ? run(command, tried) : run(command, rider, tried))) {
      return Optional.empty();
    }
    for (var after : STEPS.subList(place + 1, STEPS.size())) {
      if (!run(after, isWhose ? tried : rider)) {
        underWay = Optional.empty();
        return Optional.empty();
      }
    }
    var item = underWay.flatMap(instance.config().tripsTable()::find);
    underWay = Optional.empty();
    return item;
  }

  /// @return whether the command succeeded; a refusal must be one that the user can correct
  private boolean run(String command, String... options) throws Exception {
    var line = new ArrayList<>(List.of(command, "--json"));
    line.addAll(List.of(options));
    var usual =
        Map.of("book", "--at=2000-01-01T00:00:00Z", "complete", "--at=2099-12-31T23:59:59Z");
    if (usual.containsKey(command)
        && line.stream().noneMatch(option -> option.startsWith("--at="))) {
      line.add(usual.get(command));
    }
    underWay.ifPresent(trip -> line.add(trip.tripInfo()));
    var result = instance.run(line.toArray(String[]::new));
    if (result.status() != 0) {
      assertThat(result.status()).as(line + result.err()).isIn(2, 3);
      assertThat(result.err()).hasLineCount(1).hasSizeLessThan(1_500);
      return false;
    }
    var item = JSON.readTree(result.out());
    underWay =
        Optional.of(new TripKey(item.get("riderid").asText(), item.get("tripinfo").asText()));
    return true;
  }

  private static Decision decision(TripItem item) {
    var image = ItemImage.of(item.attributes());
    return TripDecoder.decide(new TripChange("1", image, Optional.empty(), Optional.of(image)));
  }
}
