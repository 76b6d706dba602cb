package farestream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemReaderTest {

  @Property(edgeCases = EdgeCasesMode.NONE)
  void an_image_survives_a_round_trip_through_json(@ForAll("images") Image image) {
    assertThat(Image.fromJson(image.toJson())).isEqualTo(image);
  }

  @Test
  void an_item_of_the_lab_survives_a_round_trip_through_json() {
    var image =
        LabTrip.completed("🚕 \u0000\u001b[31m \"quoted\" \\ \ud83d")
            .set("NOTES", new ItemValue.Other("{ \"L\": [ {\"S\":\"\\u00e4 }\"},{\"M\":{}}]}"))
            .image();
    assertThat(Image.fromJson(image.toJson())).isEqualTo(image);
  }

  @Test
  void white_space_is_ignored_and_other_types_keep_their_text() {
    var json =
        " {\n \"A\" : { \"S\" : \"x\" } , \"B\":{ \"BOOL\" : true }, \"C\":{\"N\":\"1.0\"}}\n";
    assertThat(Image.fromJson(json))
        .isEqualTo(
            new Image(
                Map.of(
                    "A", new ItemValue.Text("x"),
                    "B", new ItemValue.Other("{ \"BOOL\" : true }"),
                    "C", new ItemValue.Numeric("1.0"))));
  }

  @Test
  void an_item_of_the_maximum_size_is_parsed() {
    var large = "ä".repeat(200_000);
    var image =
        new Image(
            Map.of(
                "A",
                new ItemValue.Text(large),
                "B",
                new ItemValue.Other("{\"SS\":[\"" + large + "\"]}"),
                "C".repeat(60_000),
                new ItemValue.Numeric("1")));
    assertThat(Image.fromJson(image.toJson())).isEqualTo(image);
  }

  @Test
  void items_are_parsed_inside_a_larger_document() throws IOException {
    var keys = LabTrip.completed("t1").image();
    var next = LabTrip.completed("t1").set("B", new ItemValue.Other("{\"BS\":[]}")).image();
    var text = "[{\"Keys\":" + keys.toJson() + ",\"NewImage\": " + next.toJson() + "},7]";
    try (var parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      parser.nextToken();
      parser.nextToken();
      parser.nextToken();
      assertThat(ItemReader.read(parser, text)).isEqualTo(keys);
      assertThat(parser.nextFieldName()).isEqualTo("NewImage");
      parser.nextToken();
      assertThat(ItemReader.read(parser, text)).isEqualTo(next);
      assertThat(parser.nextToken()).isEqualTo(JsonToken.END_OBJECT);
      assertThat(parser.nextIntValue(0)).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "secret",
        "{\"A\":secret}",
        "{\"A\":\"secret\"}",
        "{\"A\":{}}",
        "{\"A\":{\"S\":5}}",
        "{\"A\":{\"N\":5}}",
        "{\"A\":{\"S\":null}}",
        "{\"A\":{\"S\":{\"S\":\"secret\"}}}",
        "{\"A\":{\"S\":\"secret\",\"N\":\"1\"}}",
        "{\"A\":{\"BOOL\":true,\"S\":\"secret\"}}",
        "{\"A\":{\"L\":[}}",
        "{\"A\":{\"L\":[secret]}}",
        "{\"A\":{\"S\":\"secret",
        "{\"A\":{\"S\":\"secret\\q\"}}",
        "{\"A\":{\"S\":\"x\"},\"A\":{\"S\":\"secret\"}}",
        "{\"A\":{\"S\":\"x\"}} {}",
        "{\"A\":{\"S\":\"x\"}}}"
      })
  void what_is_not_an_item_is_refused_and_not_quoted(String json) {
    assertThatThrownBy(() -> Image.fromJson(json))
        .isInstanceOf(InvalidItem.class)
        .hasMessageMatching("not valid DynamoDB JSON, at character \\d+: .*")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void a_text_truncated_anywhere_is_refused(@ForAll("images") Image image, @ForAll double part) {
    var json = image.toJson();
    var cut = json.substring(0, (int) (Math.abs(part % 1) * (json.length() - 1)));
    assertThatThrownBy(() -> Image.fromJson(cut)).isInstanceOf(InvalidItem.class);
  }

  @Provide
  Arbitrary<Image> images() {
    var texts = texts().map(ItemValue.Text::new);
    var numbers = Arbitraries.bigDecimals().map(n -> new ItemValue.Numeric(n.toString()));
    var others = others().map(ItemValue.Other::new);
    var values = Arbitraries.<ItemValue>oneOf(texts, numbers, others);
    return Arbitraries.maps(texts(), values).ofMaxSize(8).map(Image::new);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(12),
        Arbitraries.strings()
            .withChars("a\0\u001b\n\"\\/{}[],:\ud83d\ude95é\u2028")
            .ofMaxLength(12));
  }

  private static Arbitrary<String> others() {
    return Arbitraries.recursive(
        () ->
            Arbitraries.oneOf(
                Arbitraries.of(
                    "{\"NULL\":true}",
                    "{\"BOOL\": false }",
                    "{\"B\":\"AAE=\"}",
                    "{\"NS\":[\"1e9\"]}"),
                quoted().map(text -> "{\"SS\":[" + text + "]}")),
        ItemReaderTest::containers,
        0,
        3);
  }

  /// Generates lists and maps of values of any type.
  private static Arbitrary<String> containers(Arbitrary<String> others) {
    var inside = Arbitraries.oneOf(others, quoted().map(text -> "{\"S\": " + text + "}"));
    return Arbitraries.oneOf(
        inside.list().ofMaxSize(3).map(list -> "{\"L\":[" + String.join(" , ", list) + "]}"),
        Arbitraries.maps(quoted(), inside).ofMaxSize(3).map(ItemReaderTest::object));
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> member.getKey() + ":" + member.getValue())
        .collect(Collectors.joining(",", "{\"M\":{", "}}"));
  }

  private static Arbitrary<String> quoted() {
    return texts().map(text -> JsonNodeFactory.instance.textNode(text).toString());
  }
}
