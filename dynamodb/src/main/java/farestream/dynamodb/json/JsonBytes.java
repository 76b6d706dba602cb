package farestream.dynamodb.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// A growing buffer of JSON in UTF-8, for large responses. The caller adds the commas, brackets
/// and braces. Not thread-safe.
public final class JsonBytes implements JsonWriter.Writable {
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

  private byte[] bytes;
  private int length;

  public JsonBytes(int capacity) {
    bytes = new byte[capacity];
  }

  /// Appends JSON unchanged.
  public JsonBytes raw(byte[] json) {
    return copy(json, 0, json.length);
  }

  public JsonBytes raw(String json) {
    return raw(json.getBytes(UTF_8));
  }

  public JsonBytes raw(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  public JsonBytes number(long number) {
    return raw(Long.toString(number));
  }

  public JsonBytes quoted(String text) {
    return quoted(text.getBytes(UTF_8));
  }

  public JsonBytes quoted(byte[] utf8) {
    return quoted(utf8, 0, utf8.length);
  }

  /// Appends a string in quotes, with the escapes that JSON requires.
  public JsonBytes quoted(byte[] utf8, int from, int count) {
    raw('"');
    var copied = from;
    for (var i = from; i < from + count; i++) {
      var b = utf8[i];
      if ((b >= 0 && b < ' ') || b == '"' || b == '\\') {
        copy(utf8, copied, i - copied);
        escape(b);
        copied = i + 1;
      }
    }
    return copy(utf8, copied, from + count - copied).raw('"');
  }

  private void escape(byte b) {
    raw('\\');
    if (b < ' ') {
      raw("u00").raw((char) HEX[b >> 4]).raw((char) HEX[b & 0xF]);
    } else {
      raw((char) b);
    }
  }

  private JsonBytes copy(byte[] from, int start, int count) {
    ensure(count);
    System.arraycopy(from, start, bytes, length, count);
    length += count;
    return this;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /// Writes the bytes past the generator's buffer, which would copy the text in chunks of
  /// characters.
  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeRawValue("");
    json.flush();
    ((OutputStream) json.getOutputTarget()).write(bytes, 0, length);
  }
}
