package farestream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamEventReaderTest {
  private static final String KEYS =
      "\"Keys\":{\"riderid\":{\"S\":\"secret@example.com\"},\"tripinfo\":{\"S\":\"t1\"}}";

  @Test
  void a_record_is_parsed_whatever_the_order_of_its_fields() {
    var event =
        StreamEventReader.read(
            event(
                """
                {"dynamodb":{"NewImage":{"B":{"S":"x"},"A":{"N":"1.50"}},"SequenceNumber":"7",
                "StreamViewType":"NEW_AND_OLD_IMAGES","OldImage":{"Z":{"BOOL":true}},%s,
                "ApproximateCreationDateTime":1.7637E9},"eventName":"MODIFY","later":{"a":[1]},
                "eventSourceARN":"arn"}
                """
                    .formatted(KEYS)));
    assertThat(event.source()).isEqualTo("arn");
    assertThat(event.oldest()).contains(Instant.ofEpochSecond(1_763_700_000));
    assertThat(event.unreadable()).isEmpty();
    var change = event.changes().getFirst();
    assertThat(change.sequenceNumber()).isEqualTo("7");
    assertThat(change.current().orElseThrow().toJson())
        .isEqualTo("{\"A\":{\"N\":\"1.50\"},\"B\":{\"S\":\"x\"}}");
    assertThat(change.previous().orElseThrow().toJson()).isEqualTo("{\"Z\":{\"BOOL\":true}}");
  }

  @Test
  void an_event_without_records_is_valid() {
    var event = StreamEventReader.read("{\"window\":{\"start\":\"\"},\"Records\":[]}");
    assertThat(event.changes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"riderid\":{\"S\":5}}",
        "{\"riderid\":{\"S\":[[{\"deep\":[1,2]}]]}}",
        "{\"riderid\":{\"N\":\"1\",\"S\":\"2\"}}",
        "{\"riderid\":{}}",
        "{\"riderid\":7}",
        "[{\"riderid\":7}]",
        "\"text\""
      })
  void an_invalid_item_keeps_its_text_and_stops_no_other(String item) {
    var event =
        StreamEventReader.read(
            event(
                record("1", "{\"A\":{\"S\":\"before\"}}"),
                record("2", item),
                record("3", "{\"A\":{\"S\":\"behind\"}}")));
    assertThat(event.changes()).extracting(TripChange::sequenceNumber).containsExactly("1", "3");
    var unreadable = event.unreadable().getFirst();
    assertThat(unreadable.change().sequenceNumber()).isEqualTo("2");
    assertThat(unreadable.change().current().orElseThrow().toJson()).contains(item);
    assertThat(unreadable.change().keys().text("tripinfo")).contains("t1");
    assertThat(unreadable.reason()).startsWith("the item is not").doesNotContain("riderid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"key1\":\"value1\"}",
        "{\"Records\":[]} {}",
        "{\"Records\":{}}",
        "{\"Records\":[\"secret@example.com\"]}",
        "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"secret@example.com\"}]}",
        "{\"Records\":[{\"eventSourceARN\":\"a\",\"dynamodb\":{\"NewImage\":{\"secret@example"
      })
  void what_is_not_a_stream_event_is_refused_and_not_quoted(String text) {
    assertThatThrownBy(() -> StreamEventReader.read(text))
        .isInstanceOf(InvalidStreamEvent.class)
        .hasMessageStartingWith("not a stream event: ")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.5", "-7", "x", "11111111111111111111111111111111111111111"})
  void an_invalid_sequence_number_is_refused(String number) {
    assertThatThrownBy(() -> StreamEventReader.read(event(record(number, "{}"))))
        .isInstanceOf(InvalidStreamEvent.class);
  }

  @Test
  void a_stream_without_both_images_is_refused() {
    var withoutOld = record("1", "{}").replace("NEW_AND_OLD_IMAGES", "NEW_IMAGE");
    assertThatThrownBy(() -> StreamEventReader.read(event(withoutOld)))
        .hasMessageContaining("NEW_AND_OLD_IMAGES");
    var withoutNew =
        "{\"eventName\":\"MODIFY\",\"eventSourceARN\":\"arn\",\"dynamodb\":{\"SequenceNumber\":\"1\",%s}}"
            .formatted(KEYS);
    assertThatThrownBy(() -> StreamEventReader.read(event(withoutNew)))
        .hasMessageContaining("NewImage");
    assertThat(StreamEventReader.read(event(withoutNew.replace("MODIFY", "REMOVE"))).changes())
        .hasSize(1);
  }

  @Test
  void records_of_two_streams_are_refused() {
    var other = record("2", "{}").replace("\"arn\"", "\"another\"");
    assertThatThrownBy(() -> StreamEventReader.read(event(record("1", "{}"), other)))
        .hasMessageContaining("two streams");
  }

  private static String record(String number, String image) {
    return """
        {"eventName":"MODIFY","eventSourceARN":"arn","dynamodb":{%s,"NewImage":%s,
        "SequenceNumber":"%s","StreamViewType":"NEW_AND_OLD_IMAGES"}}
        """
        .formatted(KEYS, image, number);
  }

  private static String event(String... records) {
    return "{\"Records\":[" + String.join(",", List.of(records)) + "]}";
  }
}
