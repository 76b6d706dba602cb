package farestream.dynamodb.expression;

import static farestream.dynamodb.expression.Requests.condition;
import static farestream.dynamodb.expression.Requests.item;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.value.AttributeValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final Map<String, AttributeValue> ITEM =
      item(
          """
          {'a': {'N': '1'}, 'words': {'S': 'abcde'}, 'bytes': {'B': 'AQID'}, 'off': {'BOOL': false},
           'nothing': {'NULL': true}, 'tags': {'SS': ['x', 'y']}, 'nums': {'NS': ['2', '1.0']},
           'blobs': {'BS': ['AQI=']}, 'status': {'S': 'active'}, 'x.y': {'N': '7'},
           'letters': {'L': [{'S': 'x'}, {'N': '1'}, {'M': {'k': {'N': '1'}}}]},
           'doc': {'M': {'k': {'N': '1'}, 'nested': {'L': [{'S': 'abc'}]}}}}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a = :n                                   | true
          a <> :n                                  | false
          a < :two                                 | true
          a <= :n                                  | true
          a > :n                                   | false
          a >= :two                                | false
          :two > a                                 | true
          #a = :n                                  | true
          #s = :s                                  | false
          #dot > :two                              | true
          a = :s                                   | false
          a < :s                                   | false
          a > :s                                   | false
          absent = :n                             | false
          absent <> :n                            | true
          absent < :n                             | false
          absent <> another                         | true
          tags = :ss                               | true
          nums = :ns                               | true
          blobs = :bs                              | true
          doc.k = :n                               | true
          doc.nested[0] = :s                        | true
          doc . nested [ 0 ] = :s                   | true
          doc.nested[1] = :s                        | false
          doc[0] = :s                              | false
          letters.k = :s                           | false
          letters[2] = :m                          | true
          a BETWEEN :n AND :two                    | true
          a between :two and :two                  | false
          words BETWEEN :ab AND :s                  | false
          absent BETWEEN :n AND :two              | false
          a IN (:n)                                | true
          a in (:two, :s, :n)                      | true
          a IN (:two, doc.k)                       | true
          absent IN (:n, absent2)                | false
          attribute_exists(doc.nested)              | true
          attribute_exists(doc.another)              | false
          attribute_not_exists(doc.another)          | true
          attribute_not_exists(a)                  | false
          attribute_type(tags, :type)              | true
          attribute_type(a, :type)                 | false
          attribute_type(absent, :type)           | false
          begins_with(words, :ab)                   | true
          begins_with(words, status)                | false
          begins_with(:s, :ab)                     | true
          begins_with(bytes, :b)                   | true
          begins_with(bytes, :s)                   | false
          begins_with(absent, :s)                 | false
          contains(words, :ab)                      | true
          contains(bytes, :b)                      | true
          contains(tags, :s)                       | false
          contains(nums, :n)                       | true
          contains(nums, :s)                       | false
          contains(blobs, :b)                      | true
          contains(letters, :n)                    | true
          contains(letters, :m)                    | true
          contains(letters, :s)                    | false
          contains(a, :n)                          | false
          contains(absent, :n)                    | false
          size(words) > :n                          | true
          size(bytes) = :two                       | false
          size(tags) = :two                        | true
          size(letters) > size(tags)               | true
          size(doc) = :two                         | true
          size(a) = :n                             | false
          size(absent) <> :n                      | true
          size(:s) > :two                          | true
          NOT a = :n                               | false
          NOT NOT a = :n                           | true
          not absent = :n                         | true
          a = :two OR a = :n AND off = :t           | false
          a = :n OR a = :n AND off = :t             | true
          (a = :n OR a = :n) AND off = :t           | false
          NOT a = :two AND a = :n                  | true
          NOT (a = :two AND a = :n)                | true
          NOT (a = :n) OR a = :n                   | true
          (a = :n)                                 | true
          (a) = (:n)                               | true
          ((a) = :n)                               | true
          (a = :n) AND (words = :s)                 | false
          (a = :n AND (off <> :t))                  | true
          (NOT (a = :two))                         | true
          (size(tags)) = :two                      | true
          (doc).k = :n                             | true
          (attribute_exists(a))                    | true
          (a) IN ((:n), (:two))                    | true
          (a) BETWEEN (:n) AND (:two)              | true
          """)
  void a_condition_is_met_or_not(String expression, boolean isMet) {
    assertThat(condition(expression.replace("status", "#s")).isMetBy(ITEM)).isEqualTo(isMet);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = :n",
        "a < :n",
        "begins_with(a, :s)",
        "contains(a, :s)",
        "attribute_exists(a)",
        "a IN (:n)",
        "a BETWEEN :n AND :two",
        "attribute_type(a, :type)",
        "size(a) > :n"
      })
  void a_missing_item_meets_no_positive_condition(String expression) {
    assertThat(condition(expression).isMetBy(Map.of())).isFalse();
    assertThat(condition("NOT " + expression).isMetBy(Map.of())).isTrue();
  }

  @Test
  void a_condition_lists_the_attributes_that_it_reads() {
    var condition =
        condition(
            "NOT (#s = :s OR size(words) > doc.k) AND attribute_exists(b) AND c IN (:n, d[0]) AND"
                + " begins_with(e, :s) AND f BETWEEN :n AND g AND contains(h, :s) AND"
                + " attribute_type(i, :type) AND attribute_not_exists(j)");

    assertThat(condition.attributes())
        .containsExactly("status", "words", "doc", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    assertThat(condition.paths()).filteredOn(Path::isNested).hasSize(2);
  }

  @Test
  void strings_are_ordered_as_their_bytes_in_utf_8() {
    var item = item("{'small': {'S': '\uFF5E'}, 'big': {'S': '\uD83D\uDE00'}}");

    assertThat(condition("small < big").isMetBy(item)).isTrue();
    assertThat(condition("big > small").isMetBy(item)).isTrue();
  }

  @Test
  void a_long_text_is_found_in_a_longer_one() {
    var part = "ab".repeat(100) + "c";
    var item =
        item(
            "{'whole': {'S': '%s'}, 'part': {'S': '%s'}, 'another': {'S': '%s'}}"
                .formatted("ab".repeat(530) + "cd", part, part + "c"));

    assertThat(condition("contains(whole, part)").isMetBy(item)).isTrue();
    assertThat(condition("contains(whole, another)").isMetBy(item)).isFalse();
  }
}
