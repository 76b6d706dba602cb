package farestream.dynamodb.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.json.JsonBytes;
import farestream.dynamodb.json.JsonReader;
import farestream.dynamodb.json.JsonWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ItemTranscoderTest {
  private final ItemCodec codec = new ItemCodec(new SomeNames());
  private final ItemTranscoder transcoder = codec.transcoder();

  /// Numbers the names of even length.
  private static final class SomeNames implements AttributeNames {
    private final List<String> names = new ArrayList<>();

    @Override
    public int number(String name) {
      if (name.length() % 2 == 1) {
        return NONE;
      }
      if (!names.contains(name)) {
        names.add(name);
      }
      return names.indexOf(name) + 1;
    }

    @Override
    public String name(int number) {
      return names.get(number - 1);
    }
  }

  @Provide
  Arbitrary<Map<String, AttributeValue>> items() {
    return AnyValue.items();
  }

  @Property(tries = 300)
  void an_item_is_transcoded_to_its_own_JSON(@ForAll("items") Map<String, AttributeValue> item) {
    var stored = codec.encode(item);
    var within = new byte[stored.length + 5];
    Arrays.fill(within, (byte) 9);
    System.arraycopy(stored, 0, within, 3, stored.length);
    var json = new JsonBytes(4);

    transcoder.transcode(within, 3, json);

    assertThat(ItemJson.item(JsonReader.read(json.toByteArray()))).isEqualTo(codec.decode(stored));
  }

  @Test
  void characters_that_JSON_reserves_are_escaped() {
    var texts = "\"\\/\u0000\u001f\b\f\n\r\t\u007f€😀";
    var item = Map.<String, AttributeValue>of(texts, new AttributeValue.S(texts));
    var json = new JsonBytes(4);

    transcoder.transcode(codec.encode(item), 0, json);

    assertThat(ItemJson.item(JsonReader.read(json.toByteArray()))).isEqualTo(item);
  }

  @Test
  void a_part_of_a_response_is_written_at_the_position_of_the_generator() {
    var part = new JsonBytes(4).raw('[').number(-7).raw(',').quoted("\"").raw(']');

    assertThat(new String(JsonWriter.write(List.of(Map.of("a", part), part)), UTF_8))
        .isEqualTo("[{\"a\":[-7,\"\\\"\"]},[-7,\"\\\"\"]]");
  }
}
