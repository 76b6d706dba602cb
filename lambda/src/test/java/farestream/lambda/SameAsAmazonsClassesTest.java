package farestream.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import farestream.stream.Image;
import farestream.stream.StreamEventReader;
import farestream.stream.TripChange;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/// Checks that our reader parses an event as AWS's event classes do.
class SameAsAmazonsClassesTest {
  private static final String ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/2026";

  @Test
  void an_event_with_every_type_of_attribute_is_read_alike() {
    var item =
        Map.of(
            "riderid", value().s("person1@example.com").build(),
            "tripinfo", value().s("2026-11-22T05:15:33Z,1").build(),
            "text", value().s("\u0000 \" \\ 🚕 \u2028").build(),
            "number", value().n("1234567890123456789012345678901234567.8").build(),
            "binary", value().b(SdkBytes.fromUtf8String("bytes")).build(),
            "yes", value().bool(true).build(),
            "null", value().nul(true).build(),
            "sets", value().ss("a", "b").build(),
            "more",
                value()
                    .l(
                        value().ns("1", "2.50").build(),
                        value().m(Map.of("x", value().s("").build())).build())
                    .build());
    var json =
        EventJson.of(
            ARN,
            List.of(
                record("INSERT", "100000000000000000001", null, item),
                record("MODIFY", "100000000000000000002", item, item),
                record("REMOVE", "100000000000000000003", item, null)));
    var ours = StreamEventReader.read(json);
    var amazons = amazons(json);

    assertThat(ours.unreadable()).isEmpty();
    assertThat(ours.changes())
        .isEqualTo(amazons.getRecords().stream().map(SameAsAmazonsClassesTest::change).toList());
    assertThat(ours.source()).isEqualTo(amazons.getRecords().getFirst().getEventSourceARN());
    assertThat(ours.oldest())
        .contains(
            amazons
                .getRecords()
                .getFirst()
                .getDynamodb()
                .getApproximateCreationDateTime()
                .toInstant());
  }

  private static AttributeValue.Builder value() {
    return AttributeValue.builder();
  }

  private static Record record(
      String name,
      String number,
      @Nullable Map<String, AttributeValue> previous,
      @Nullable Map<String, AttributeValue> current) {
    var item = Objects.requireNonNull(previous == null ? current : previous);
    var change =
        StreamRecord.builder()
            .sequenceNumber(number)
            .approximateCreationDateTime(Instant.parse("2026-11-22T05:15:33Z"))
            .keys(Map.of("riderid", item.get("riderid"), "tripinfo", item.get("tripinfo")))
            .oldImage(previous)
            .newImage(current)
            .sizeBytes(100L)
            .streamViewType("NEW_AND_OLD_IMAGES")
            .build();
    return Record.builder()
        .eventID("e" + number)
        .eventName(name)
        .eventVersion("1.1")
        .eventSource("aws:dynamodb")
        .awsRegion("us-east-1")
        .dynamodb(change)
        .build();
  }

  private static DynamodbEvent amazons(String json) {
    var serializer =
        LambdaEventSerializers.serializerFor(
            DynamodbEvent.class, DynamodbEvent.class.getClassLoader());
    return serializer.fromJson(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }

  private static TripChange change(DynamodbStreamRecord record) {
    var change = record.getDynamodb();
    return new TripChange(
        change.getSequenceNumber(),
        Image.fromJson(json(change.getKeys())),
        Optional.ofNullable(change.getOldImage()).map(item -> Image.fromJson(json(item))),
        Optional.ofNullable(change.getNewImage()).map(item -> Image.fromJson(json(item))),
        Optional.of(change.getApproximateCreationDateTime().toInstant()));
  }

  /// Encodes the item after converting it to the SDK's values.
  private static String json(
      Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
          item) {
    return EventJson.item(sdk(item)).toString();
  }

  private static Map<String, AttributeValue> sdk(
      Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
          amazons) {
    var values = new HashMap<String, AttributeValue>();
    amazons.forEach((name, value) -> values.put(name, sdk(value)));
    return values;
  }

  private static AttributeValue sdk(
      com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue amazons) {
    var value = value().s(amazons.getS()).n(amazons.getN()).bool(amazons.getBOOL());
    value.nul(amazons.getNULL()).b(bytes(amazons.getB()));
    Optional.ofNullable(amazons.getSS()).ifPresent(value::ss);
    Optional.ofNullable(amazons.getNS()).ifPresent(value::ns);
    Optional.ofNullable(amazons.getL())
        .ifPresent(list -> value.l(list.stream().map(SameAsAmazonsClassesTest::sdk).toList()));
    Optional.ofNullable(amazons.getM()).ifPresent(map -> value.m(sdk(map)));
    return value.build();
  }

  private static @Nullable SdkBytes bytes(@Nullable ByteBuffer buffer) {
    return buffer == null ? null : SdkBytes.fromByteBuffer(buffer);
  }
}
