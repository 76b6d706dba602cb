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

/// Reads the JSON of AWS Lambda's event of a DynamoDB stream in one pass. Numbers keep their
/// digits, and what is neither S nor N is kept to the letter.
///
/// An event that is none, or of a stream without both images, is refused whole: somebody has to
/// put the mapping right, and until then every record stays in the stream. A single item that
/// can't be read is no reason to stop the others.
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

  /// @throws NotAStreamEvent if the text isn't one event and nothing else
  public static StreamEvent read(String json) {
    try (var parser = ItemReader.JSON.createParser(json)) {
      return new StreamEventReader(parser, json).event();
    } catch (JacksonException malformed) {
      // Without its message and as no cause of ours: both may quote the text.
      throw new NotAStreamEvent(
          "no stream event: no such JSON, at character " + character(malformed));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// Where the text stops being JSON.
  static long character(JacksonException malformed) {
    var where = malformed.getLocation();
    return where == null ? 0 : where.getCharOffset() + 1;
  }

  private StreamEvent event() throws IOException {
    require(parser.nextToken() == JsonToken.START_OBJECT, "it is no object");
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
    require(parser.nextToken() == null, "there is more after it");
    return new StreamEvent(
        source == null ? "" : source, changes, unreadable, Optional.ofNullable(oldest));
  }

  private void records() throws IOException {
    require(parser.currentToken() == JsonToken.START_ARRAY, "Records is no array");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(parser.currentToken() == JsonToken.START_OBJECT, "a record is no object");
      var record = new StreamRecordReader(parser, text);
      record.read();
      require(source == null || source.equals(record.source()), "it is of two streams");
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
      throw new NotAStreamEvent("no stream event: " + what);
    }
  }
}
