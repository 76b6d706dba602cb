package farestream.dynamodb.value;

import farestream.dynamodb.value.AttributeValue.B;
import farestream.dynamodb.value.AttributeValue.BS;
import farestream.dynamodb.value.AttributeValue.Bool;
import farestream.dynamodb.value.AttributeValue.L;
import farestream.dynamodb.value.AttributeValue.M;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.NS;
import farestream.dynamodb.value.AttributeValue.S;
import farestream.dynamodb.value.AttributeValue.SS;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Generates arbitrary attribute values.
public final class AnyValue {
  private AnyValue() {}

  public static Arbitrary<Map<String, AttributeValue>> items() {
    return maps(values(2));
  }

  private static Arbitrary<AttributeValue> values(int depth) {
    var scalars =
        Arbitraries.<AttributeValue>oneOf(
            texts().map(S::new),
            numbers().map(N::new),
            binaries().map(B::new),
            Arbitraries.of(true, false).map(Bool::new),
            Arbitraries.just(new AttributeValue.Null()),
            texts().set().ofMinSize(1).ofMaxSize(4).map(set -> new SS(new LinkedHashSet<>(set))),
            numbers().set().ofMinSize(1).ofMaxSize(4).map(set -> new NS(new LinkedHashSet<>(set))),
            binaries()
                .set()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(set -> new BS(new LinkedHashSet<>(set))));
    return depth == 0
        ? scalars
        : Arbitraries.oneOf(
            scalars,
            values(depth - 1).list().ofMaxSize(3).map(L::new),
            maps(values(depth - 1)).map(M::new));
  }

  private static Arbitrary<Map<String, AttributeValue>> maps(Arbitrary<AttributeValue> values) {
    return Arbitraries.maps(texts().filter(name -> !name.isEmpty()), values)
        .ofMaxSize(5)
        .map(LinkedHashMap::new);
  }

  /// Generates strings without unpaired surrogates, which UTF-8 can't encode.
  public static Arbitrary<String> texts() {
    return Arbitraries.strings().ofMaxLength(12).filter(AnyValue::isWellFormed);
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  public static Arbitrary<Binary> binaries() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(12).map(Binary::new);
  }

  /// Generates numbers of all lengths and signs that DynamoDB accepts, and of many magnitudes.
  public static Arbitrary<BigDecimal> numbers() {
    var digits =
        Arbitraries.oneOf(
            Arbitraries.bigIntegers().between(BigInteger.valueOf(-200), BigInteger.valueOf(200)),
            Arbitraries.bigIntegers()
                .between(BigInteger.TEN.pow(38).negate(), BigInteger.TEN.pow(38)));
    return Combinators.combine(digits, Arbitraries.integers().between(-80, 80))
        .as((unscaled, scale) -> Numbers.checked(new BigDecimal(unscaled, scale)));
  }
}
