package farestream.dynamodb.expression;

import static farestream.dynamodb.expression.Requests.item;
import static farestream.dynamodb.expression.Requests.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.dynamodb.value.AttributeValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET a = :n                       | {}                               | {'a': {'N': '1'}}
          set #s = :s, #dot = :n           | {}                               | {'status': {'S': 'abc'}, 'x.y': {'N': '1'}}
          SET a = b, b = a                 | {'a': {'N': '1'}, 'b': {'N': '2'}} | {'a': {'N': '2'}, 'b': {'N': '1'}}
          SET a = a + :two                 | {'a': {'N': '1.5'}}              | {'a': {'N': '3.5'}}
          SET a = :n - a                   | {'a': {'N': '3'}}                | {'a': {'N': '-2'}}
          SET a = (a + :n)                 | {'a': {'N': '3'}}                | {'a': {'N': '4'}}
          SET a = (a) + (:n)               | {'a': {'N': '3'}}                | {'a': {'N': '4'}}
          SET a = if_not_exists(a, :n)     | {}                               | {'a': {'N': '1'}}
          SET a = if_not_exists(a, :n)     | {'a': {'S': 'x'}}                | {'a': {'S': 'x'}}
          SET a = if_not_exists(b, c)      | {'c': {'S': 'x'}}                | {'c': {'S': 'x'}, 'a': {'S': 'x'}}
          SET a = if_not_exists(a, :n) + :two | {}                            | {'a': {'N': '3'}}
          SET a = if_not_exists(a, if_not_exists(b, :n)) | {}                 | {'a': {'N': '1'}}
          SET a = list_append(a, :l)       | {'a': {'L': [{'S': 'x'}]}}       | {'a': {'L': [{'S': 'x'}, {'N': '1'}]}}
          SET a = list_append(:l, a)       | {'a': {'L': [{'S': 'x'}]}}       | {'a': {'L': [{'N': '1'}, {'S': 'x'}]}}
          SET a = list_append(if_not_exists(a, :l), :l) | {}                  | {'a': {'L': [{'N': '1'}, {'N': '1'}]}}
          SET a.b.c = :n                   | {'a': {'M': {'b': {'M': {}}}}}   | {'a': {'M': {'b': {'M': {'c': {'N': '1'}}}}}}
          SET a[0] = :n                    | {'a': {'L': []}}                 | {'a': {'L': [{'N': '1'}]}}
          SET a[1] = :n                    | {'a': {'L': [{'S': 'x'}, {'S': 'y'}]}} | {'a': {'L': [{'S': 'x'}, {'N': '1'}]}}
          SET a[9] = :n, a[5] = :s         | {'a': {'L': [{'S': 'x'}]}}       | {'a': {'L': [{'S': 'x'}, {'S': 'abc'}, {'N': '1'}]}}
          SET a[0].k = :n                  | {'a': {'L': [{'M': {}}]}}        | {'a': {'L': [{'M': {'k': {'N': '1'}}}]}}
          REMOVE a                         | {'a': {'N': '1'}, 'b': {'N': '2'}} | {'b': {'N': '2'}}
          REMOVE a, c                      | {'b': {'N': '2'}}                | {'b': {'N': '2'}}
          REMOVE a.b                       | {'a': {'M': {'b': {'N': '1'}, 'c': {'N': '2'}}}} | {'a': {'M': {'c': {'N': '2'}}}}
          REMOVE a.x                       | {'a': {'M': {'b': {'N': '1'}}}}  | {'a': {'M': {'b': {'N': '1'}}}}
          REMOVE a[0], a[2]                | {'a': {'L': [{'S': 'x'}, {'S': 'y'}, {'S': 'z'}]}} | {'a': {'L': [{'S': 'y'}]}}
          REMOVE a[7]                      | {'a': {'L': [{'S': 'x'}]}}       | {'a': {'L': [{'S': 'x'}]}}
          REMOVE a[0] SET a[1] = :n        | {'a': {'L': [{'S': 'x'}, {'S': 'y'}]}} | {'a': {'L': [{'N': '1'}]}}
          ADD a :n                         | {}                               | {'a': {'N': '1'}}
          ADD a :n, b :two                 | {'a': {'N': '41'}}               | {'a': {'N': '42'}, 'b': {'N': '2'}}
          ADD a :ss                        | {'a': {'SS': ['x', 'z']}}        | {'a': {'SS': ['x', 'z', 'y']}}
          ADD a :ns                        | {'a': {'NS': ['1.0']}}           | {'a': {'NS': ['1', '2']}}
          ADD a :bs                        | {}                               | {'a': {'BS': ['AQI=']}}
          ADD a.b :n                       | {'a': {'M': {}}}                 | {'a': {'M': {'b': {'N': '1'}}}}
          DELETE a :ss                     | {'a': {'SS': ['x', 'z']}}        | {'a': {'SS': ['z']}}
          DELETE a :ss                     | {'a': {'SS': ['x', 'y']}}        | {}
          DELETE a :ns                     | {'a': {'NS': ['3', '2']}}        | {'a': {'NS': ['3']}}
          DELETE a :bs                     | {'a': {'BS': ['AQI=', 'AQ==']}}  | {'a': {'BS': ['AQ==']}}
          DELETE a :ss                     | {}                               | {}
          SET a = :n REMOVE b ADD c :n DELETE d :ss | {'b': {'N': '1'}}       | {'a': {'N': '1'}, 'c': {'N': '1'}}
          """)
  void an_update_returns_the_new_item(String expression, String before, String after) {
    var item = item(before);
    var copy = Map.copyOf(item);

    assertThat(update(expression).apply(item)).isEqualTo(item(after));
    assertThat(item).isEqualTo(copy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SET a.b = :n                 | {}                     | The document path provided in the update expression is invalid for update
          SET a.b = :n                 | {'a': {'L': []}}       | The document path provided in the update expression is invalid for update
          SET a[0] = :n                | {'a': {'M': {}}}       | The document path provided in the update expression is invalid for update
          SET a[5].b = :n              | {'a': {'L': []}}       | The document path provided in the update expression is invalid for update
          REMOVE a.b                   | {}                     | The document path provided in the update expression is invalid for update
          ADD a.b :n                   | {'a': {'S': 'x'}}      | The document path provided in the update expression is invalid for update
          SET a = b                    | {}                     | The provided expression refers to an attribute that does not exist in the item
          SET a = a + :n               | {}                     | The provided expression refers to an attribute that does not exist in the item
          SET a = list_append(a, :l)   | {}                     | The provided expression refers to an attribute that does not exist in the item
          SET a = a + :n               | {'a': {'S': 'x'}}      | An operand in the update expression has an incorrect data type
          SET a = list_append(a, :l)   | {'a': {'S': 'x'}}      | An operand in the update expression has an incorrect data type
          ADD a :n                     | {'a': {'S': 'x'}}      | An operand in the update expression has an incorrect data type
          ADD a :ss                    | {'a': {'NS': ['1']}}   | An operand in the update expression has an incorrect data type
          DELETE a :ss                 | {'a': {'S': 'x'}}      | An operand in the update expression has an incorrect data type
          """)
  void an_update_that_does_not_fit_the_item_is_refused(
      String expression, String item, String message) {
    var update = update(expression);

    assertThatThrownBy(() -> update.apply(item(item))).hasMessage(message);
  }

  @Test
  void a_sum_is_rounded_to_38_digits() {
    var item = item("{'a': {'N': '%s'}}".formatted("9".repeat(38)));

    assertThat(update("SET a = a + :two").apply(item))
        .isEqualTo(item("{'a': {'N': '1%s'}}".formatted("0".repeat(38))));
  }

  @Test
  void a_sum_beyond_the_range_is_refused() {
    var item = item("{'a': {'N': '9e125'}}");

    assertThatThrownBy(() -> update("SET a = a + a").apply(item))
        .hasMessageStartingWith("Number overflow.");
  }

  @Test
  void the_written_part_has_only_what_was_written() {
    var update = update("SET a = :two, m.x.y = :n, l[1] = :s REMOVE gone ADD n :n");
    var before =
        item(
            """
            {'a': {'N': '1'}, 'm': {'M': {'x': {'M': {'y': {'S': 'old'}, 'z': {'N': '9'}}}}},
             'l': {'L': [{'N': '0'}, {'N': '1'}]}, 'gone': {'N': '3'}, 'other': {'S': 'o'}}
            """);

    assertThat(update.writtenPartOf(before))
        .isEqualTo(
            item(
                """
                {'a': {'N': '1'}, 'm': {'M': {'x': {'M': {'y': {'S': 'old'}}}}},
                 'l': {'L': [{'N': '1'}]}, 'gone': {'N': '3'}}
                """));
    assertThat(update.writtenPartOf(update.apply(before)))
        .isEqualTo(
            item(
                """
                {'a': {'N': '2'}, 'm': {'M': {'x': {'M': {'y': {'N': '1'}}}}},
                 'l': {'L': [{'S': 'abc'}]}, 'n': {'N': '1'}}
                """));
  }

  @Test
  void an_update_lists_the_attributes_that_it_writes() {
    var update = update("SET a.b = c REMOVE #s ADD n :n DELETE t :ss");

    assertThat(update.attributes()).containsExactly("a", "status", "n", "t");
    assertThat(update.paths()).filteredOn(Path::isNested).hasSize(1);
  }

  @Test
  void updated_attributes_keep_their_position() {
    Map<String, AttributeValue> item = item("{'x': {'N': '1'}, 'y': {'N': '2'}}");

    assertThat(update("SET x = :two, z = :n").apply(item).keySet()).containsExactly("x", "y", "z");
  }
}
