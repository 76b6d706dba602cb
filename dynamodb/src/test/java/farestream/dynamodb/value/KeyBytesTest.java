package farestream.dynamodb.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.value.AttributeValue.B;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.S;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeyBytesTest {
  @Provide
  Arbitrary<BigDecimal> numbers() {
    return AnyValue.numbers();
  }

  @Provide
  Arbitrary<String> texts() {
    return AnyValue.texts();
  }

  @Provide
  Arbitrary<Binary> binaries() {
    return AnyValue.binaries();
  }

  @Property(tries = 5_000)
  void numbers_are_ordered_by_value(
      @ForAll("numbers") BigDecimal one, @ForAll("numbers") BigDecimal other) {
    assertThat(order(new N(one), new N(other))).isEqualTo(one.compareTo(other));
  }

  @Property
  void texts_are_ordered_by_their_bytes_in_utf_8(
      @ForAll("texts") String one, @ForAll("texts") String other) {
    var expected = Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    assertThat(order(new S(one), new S(other))).isEqualTo(Integer.signum(expected));
  }

  @Property
  void binaries_are_ordered_as_unsigned_bytes(
      @ForAll("binaries") Binary one, @ForAll("binaries") Binary other) {
    assertThat(order(new B(one), new B(other))).isEqualTo(Integer.signum(one.compareTo(other)));
  }

  /// The value that follows must not change the order of different values.
  @Property
  void the_encoding_of_a_value_is_self_delimiting(
      @ForAll("texts") String one,
      @ForAll("texts") String other,
      @ForAll("texts") String afterOne,
      @ForAll("texts") String afterOther) {
    var first = followed(one, afterOne);
    var second = followed(other, afterOther);
    var expected =
        one.equals(other)
            ? Arrays.compareUnsigned(afterOne.getBytes(UTF_8), afterOther.getBytes(UTF_8))
            : Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    assertThat(Integer.signum(Arrays.compareUnsigned(first, second)))
        .isEqualTo(Integer.signum(expected));
  }

  @Test
  void partitions_spread_over_the_hashes() {
    var quarters = new HashMap<Integer, Integer>();
    for (var rider = 0; rider < 10_000; rider++) {
      var key = KeyBytes.partition(new S("person" + rider + "@example.com")).toByteArray();
      assertThat(KeyBytes.hash(key)).isNotNegative();
      quarters.merge(KeyBytes.hash(key) >>> 29, 1, Integer::sum);
    }
    assertThat(quarters).hasSize(4);
    assertThat(quarters.values()).allMatch(count -> count > 2_200 && count < 2_800);
  }

  private static byte[] followed(String value, String next) {
    return KeyBytes.of(new byte[0]).value(new S(value)).value(new S(next)).toByteArray();
  }

  private static int order(AttributeValue one, AttributeValue other) {
    return Integer.signum(
        Arrays.compareUnsigned(
            KeyBytes.of(new byte[0]).value(one).toByteArray(),
            KeyBytes.of(new byte[0]).value(other).toByteArray()));
  }
}
