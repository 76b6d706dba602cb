package farestream.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.stream.Decision;
import farestream.stream.Image;
import farestream.stream.TripChange;
import farestream.stream.TripDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.Machine;

/// Compares the event source mapping's filter, run by AWS's own matcher, with core's decisions on
/// the same records.
class StreamFilterTest {
  private static final String KEYS =
      """
      {"riderid":{"S":"person69257@example.com"},"tripinfo":{"S":"2019-12-18T05:15:33Z,3219350"}}""";

  /// The values that STATUS can have in an item; absent for an item without it.
  private static final List<Optional<String>> STATUSES =
      List.of(
          Optional.empty(),
          Optional.of("{\"S\":\"Booked\"}"),
          Optional.of("{\"S\":\"InProgress\"}"),
          Optional.of("{\"S\":\"Completed\"}"),
          Optional.of("{\"S\":\"Cancelled\"}"),
          Optional.of("{\"S\":\"completed\"}"),
          Optional.of("{\"S\":\"Completed \"}"),
          Optional.of("{\"S\":\"\"}"),
          Optional.of("{\"N\":\"3\"}"),
          Optional.of("{\"BOOL\":true}"),
          Optional.of("{\"NULL\":true}"),
          Optional.of("{\"SS\":[\"Completed\"]}"),
          Optional.of("{\"L\":[]}"),
          Optional.of("{\"L\":[{\"S\":\"Completed\"}]}"),
          Optional.of("{\"M\":{}}"),
          Optional.of("{\"M\":{\"S\":{\"S\":\"Booked\"}}}"));

  private static final Machine FILTER = Machine.builder().build();

  @BeforeAll
  static void readTheTemplate() throws IOException {
    var patterns =
        Pattern.compile("- Pattern: '(.*)'")
            .matcher(Files.readString(InfraTool.INFRA.resolve("template.yaml"), UTF_8))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(patterns).hasSizeBetween(1, 5);
    for (var pattern : patterns) {
      FILTER.addRule(pattern, pattern);
    }
  }

  @Test
  void every_record_that_core_acts_on_passes_the_filter() throws Exception {
    var lost = new ArrayList<String>();
    for (var previous : images()) {
      for (var current : images()) {
        if (previous.isPresent() || current.isPresent()) {
          var decision = TripDecoder.decide(change(previous, current));
          if (!(decision instanceof Decision.Ignored) && !passes(previous, current)) {
            lost.add(event(previous, current) + ", decided as " + decision);
          }
        }
      }
    }
    assertThat(lost).isEmpty();
  }

  @Test
  void a_trip_under_way_does_not_pass_the_filter() throws Exception {
    assertThat(passes(Optional.empty(), image("Booked"))).isFalse();
    assertThat(passes(image("Booked"), image("InProgress"))).isFalse();
    assertThat(passes(image("Booked"), image("Cancelled"))).isFalse();
    assertThat(passes(image("InProgress"), image("Cancelled"))).isFalse();
    assertThat(passes(image("InProgress"), image("Completed"))).isTrue();
  }

  private static List<Optional<String>> images() {
    var images = new ArrayList<Optional<String>>();
    images.add(Optional.empty());
    for (var status : STATUSES) {
      var attribute = status.map(value -> ",\"STATUS\":" + value).orElse("");
      images.add(Optional.of(KEYS.substring(0, KEYS.length() - 1) + attribute + "}"));
    }
    return images;
  }

  private static Optional<String> image(String status) {
    return Optional.of("{\"STATUS\":{\"S\":\"" + status + "\"}}");
  }

  private static TripChange change(Optional<String> previous, Optional<String> current) {
    return new TripChange(
        "1", Image.fromJson(KEYS), previous.map(Image::fromJson), current.map(Image::fromJson));
  }

  private static boolean passes(Optional<String> previous, Optional<String> current)
      throws Exception {
    return !FILTER.rulesForJSONEvent(event(previous, current)).isEmpty();
  }

  private static String event(Optional<String> previous, Optional<String> current) {
    return """
        {"eventSource":"aws:dynamodb","dynamodb":{"Keys":%s%s%s,"SequenceNumber":"1"}}"""
        .formatted(
            KEYS,
            previous.map(image -> ",\"OldImage\":" + image).orElse(""),
            current.map(image -> ",\"NewImage\":" + image).orElse(""));
  }
}
