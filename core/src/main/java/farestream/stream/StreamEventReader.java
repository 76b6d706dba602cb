package farestream.stream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import farestream.stream.StreamEvent.UnreadableRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parses AWS Lambda's event of a DynamoDB stream in one pass. Numbers keep their digits, and
/// values of types other than S and N keep their text.
///
/// Refuses the whole event if it isn't valid or its stream lacks one of the images: the event
/// source mapping has to be repaired, and until then every record stays in the stream. A single
/// invalid item doesn't stop the others.
public final class StreamEventReader {
  private final JsonParser parser;
  private final String text;
  private final List<TripChange> changes = new ArrayList<>();
  private final List<UnreadableRecord> unreadable = new ArrayList<>();
  private @Nullable String source;
  private @Nullable Instant oldest;

  private StreamEventReader(JsonParser parser, String text) {
    this.parser = parser;
    this.text = text;
  }

  /// @throws InvalidStreamEvent if the text isn't exactly one event
  public static StreamEvent read(String json) {
    try (var parser = ItemReader.JSON.createParser(json)) {
      return new StreamEventReader(parser, json).event();
    } catch (JacksonException malformed) {
      // Neither the message nor the cause is kept: both may quote the text.
      throw new InvalidStreamEvent(
          "not a stream event: invalid JSON at character " + character(malformed));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// Returns the position of the first invalid character, counted from 1; 0 if unknown.
  static long character(JacksonException malformed) {
    var where = malformed.getLocation();
    return where == null ? 0 : where.getCharOffset() + 1;
  }

  private StreamEvent event() throws IOException {
    require(parser.nextToken() == JsonToken.START_OBJECT, "it is not an object");
    var found = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      if (name.equals("Records")) {
        found = true;
        records();
      } else {
        parser.skipChildren();
      }
    }
    require(found, "it has no Records");
    require(parser.nextToken() == null, "there is text after it");
    return new StreamEvent(
        source == null ? "" : source, changes, unreadable, Optional.ofNullable(oldest));
  }

  private void records() throws IOException {
    require(parser.currentToken() == JsonToken.START_ARRAY, "Records is not an array");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(parser.currentToken() == JsonToken.START_OBJECT, "a record is not an object");
      var record = new StreamRecordReader(parser, text);
      record.read();
      require(
          source == null || source.equals(record.source()), "its records come from two streams");
      source = record.source();
      record.created().ifPresent(this::created);
      record.unreadable().ifPresentOrElse(unreadable::add, () -> changes.add(record.change()));
    }
  }

  private void created(Instant time) {
    if (oldest == null || time.isBefore(oldest)) {
      oldest = time;
    }
  }

  static void require(boolean condition, String what) {
    if (!condition) {
      throw new InvalidStreamEvent("not a stream event: " + what);
    }
  }
}
