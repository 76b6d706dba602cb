package farestream.dynamodb.expression;

import static farestream.dynamodb.expression.Requests.item;
import static farestream.dynamodb.expression.Requests.projection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {
  private static final String ITEM =
      """
      {'a': {'N': '1'}, 'status': {'S': 's'},
       'm': {'M': {'x': {'N': '1'}, 'y': {'N': '2'}, 'n': {'M': {'z': {'N': '3'}}}}},
       'l': {'L': [{'N': '0'}, {'N': '1'}, {'L': [{'N': '2'}]}, {'M': {'k': {'N': '3'}}}]}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a                     | {'a': {'N': '1'}}
          a, #s                 | {'a': {'N': '1'}, 'status': {'S': 's'}}
          absent                | {}
          m.x                   | {'m': {'M': {'x': {'N': '1'}}}}
          m.x, m.n.z            | {'m': {'M': {'x': {'N': '1'}, 'n': {'M': {'z': {'N': '3'}}}}}}
          m.zip                 | {}
          m[0]                  | {}
          a.b                   | {}
          l.b                   | {}
          l[0]                  | {'l': {'L': [{'N': '0'}]}}
          l[3].k, l[1]          | {'l': {'L': [{'N': '1'}, {'M': {'k': {'N': '3'}}}]}}
          l[2][0], l[9]         | {'l': {'L': [{'L': [{'N': '2'}]}]}}
          l[9]                  | {}
          """)
  void a_projection_returns_the_parts_that_exist(String expression, String part) {
    assertThat(projection(expression).of(item(ITEM))).isEqualTo(item(part));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          !!! INVALID !!!  | Syntax error; token: "!", near: "!!"
          !!!              | Syntax error; token: "!", near: "!!"
          a b              | Syntax error; token: "b", near: "a b"
          a,               | Syntax error; token: "<EOF>", near: ","
          a, :b            | Syntax error; token: ":b", near: ", :b"
          pk, status       | Attribute name is a reserved keyword; reserved keyword: status
          #no              | An expression attribute name used in the document path is not defined; attribute name: #no
          a, a             | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
          a.b[0], a.b      | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b, [0]], path two: [a, b]
          a.b, a[1]        | Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [1]]
          a, a.b, a, #no   | An expression attribute name used in the document path is not defined; attribute name: #no
          """)
  void an_invalid_projection_is_refused(String expression, String message) {
    assertThatThrownBy(() -> projection(expression))
        .hasMessage("Invalid ProjectionExpression: " + message);
  }

  @Test
  void a_projection_lists_the_attributes_that_it_reads() {
    assertThat(projection("a, m.x, m.y, #s").attributes()).containsExactly("a", "m", "status");
  }
}
