package farestream.stream;

import static farestream.stream.StreamEventReader.require;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import farestream.stream.StreamEvent.UnreadableRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses one record of an event, whose fields may come in any order.
final class StreamRecordReader {
  /// DynamoDB's sequence numbers have 21 digits; its documentation allows 40.
  private static final Pattern SEQUENCE_NUMBER = Pattern.compile("\\d{1,40}");

  private static final Image NO_KEYS = new Image(Map.of());

  private final JsonParser parser;
  private final String text;
  private @Nullable String source;
  private @Nullable String eventName;
  private @Nullable String sequenceNumber;
  private @Nullable String view;
  private @Nullable Instant created;
  private Optional<Image> keys = Optional.empty();
  private Optional<Image> previous = Optional.empty();
  private Optional<Image> current = Optional.empty();
  private @Nullable String fault;
  private String raw = "";

  StreamRecordReader(JsonParser parser, String text) {
    this.parser = parser;
    this.text = text;
  }

  /// Parses from the record's start to its end.
  void read() throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "eventSourceARN" -> source = string();
        case "eventName" -> eventName = string();
        case "dynamodb" -> readChange();
        default -> parser.skipChildren();
      }
    }
    require(source != null, "a record has no eventSourceARN");
    require(
        sequenceNumber != null && SEQUENCE_NUMBER.matcher(sequenceNumber).matches(),
        "a record has no SequenceNumber");
    require(
        view == null || view.equals("NEW_AND_OLD_IMAGES"),
        "the stream must have both images (StreamViewType NEW_AND_OLD_IMAGES)");
    require(
        fault != null || current.isPresent() || "REMOVE".equals(eventName),
        "a record has no NewImage");
    if (fault == null && keys.isEmpty()) {
      fault = "the record has no Keys";
    }
  }

  String source() {
    return Objects.requireNonNull(source);
  }

  Optional<Instant> created() {
    return Optional.ofNullable(created);
  }

  Optional<UnreadableRecord> unreadable() {
    return Optional.ofNullable(fault)
        .map(reason -> new UnreadableRecord(change(Optional.of(rawRecord())), reason));
  }

  TripChange change() {
    return change(current);
  }

  private TripChange change(Optional<Image> item) {
    var number = Objects.requireNonNull(sequenceNumber);
    return new TripChange(number, keys.orElse(NO_KEYS), previous, item, created());
  }

  private Image rawRecord() {
    return new Image(Map.of("dynamodb", new ItemValue.Other(raw)));
  }

  private void readChange() throws IOException {
    require(
        parser.currentToken() == JsonToken.START_OBJECT, "a record's dynamodb is not an object");
    var start = offset();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      switch (parser.currentName()) {
        case "Keys" -> keys = image();
        case "NewImage" -> current = image();
        case "OldImage" -> previous = image();
        case "SequenceNumber" -> sequenceNumber = nextString();
        case "StreamViewType" -> view = nextString();
        case "ApproximateCreationDateTime" -> created = nextTime();
        default -> {
          parser.nextToken();
          parser.skipChildren();
        }
      }
    }
    raw = text.substring(start, offset() + 1);
  }

  /// Parses an item. If it is invalid, skips the value and records a fault.
  private Optional<Image> image() throws IOException {
    var depthBefore = depth();
    if (parser.nextToken() == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    try {
      return Optional.of(ItemReader.read(parser, text));
    } catch (InvalidItem unreadable) {
      fault = "the item is " + unreadable.getMessage();
      while (depth() > depthBefore) {
        parser.nextToken();
      }
      return Optional.empty();
    }
  }

  private int depth() {
    return parser.getParsingContext().getNestingDepth();
  }

  private @Nullable String nextString() throws IOException {
    parser.nextToken();
    return string();
  }

  private @Nullable String string() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }

  /// Parses seconds since 1970, with or without a fraction.
  private @Nullable Instant nextTime() throws IOException {
    if (parser.nextToken().isNumeric()) {
      return Instant.ofEpochMilli((long) (parser.getDoubleValue() * 1_000));
    }
    parser.skipChildren();
    return null;
  }

  private int offset() {
    return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
  }
}
