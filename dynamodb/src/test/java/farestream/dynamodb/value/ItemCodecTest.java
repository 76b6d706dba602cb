package farestream.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.json.JsonReader;
import farestream.dynamodb.json.JsonWriter;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
@net.jqwik.api.Tag("integration")
class ItemCodecTest {
  private final ItemCodec named = new ItemCodec(new SomeNames());

  /// Numbers the names of odd length.
  private static final class SomeNames implements AttributeNames {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    @Override
    public int number(String name) {
      if (name.length() % 2 == 0) {
        return NONE;
      }
      return numbers.computeIfAbsent(
          name,
          _ -> {
            names.put(names.size() + 1, name);
            return names.size();
          });
    }

    @Override
    public String name(int number) {
      return String.valueOf(names.get(number));
    }
  }

  @Provide
  Arbitrary<Map<String, AttributeValue>> items() {
    return AnyValue.items();
  }

  @Property(tries = 100)
  void an_item_survives_a_round_trip_to_disk(@ForAll("items") Map<String, AttributeValue> item) {
    assertThat(named.decode(named.encode(item))).isEqualTo(item);
  }

  @Property(tries = 100)
  void an_item_survives_a_round_trip_to_json(@ForAll("items") Map<String, AttributeValue> item) {
    var json = JsonWriter.write(ItemJson.writable(item));
    assertThat(ItemJson.item(JsonReader.read(json))).isEqualTo(item);
  }

  @Property
  @net.jqwik.api.Tag("slow")
  void so_do_many_more(@ForAll("items") Map<String, AttributeValue> item) {
    an_item_survives_a_round_trip_to_disk(item);
    an_item_survives_a_round_trip_to_json(item);
  }

  @Test
  void numbered_names_take_no_space() {
    var item = Map.<String, AttributeValue>of("PICKUP_DATETIME", new AttributeValue.S("now"));
    var numbers = new SomeNames();
    var first = new ItemCodec(numbers).encode(item);
    assertThat(numbers.number("PICKUP_DATETIME")).isPositive();
    assertThat(first).hasSizeLessThan("PICKUP_DATETIME".length());
  }
}
