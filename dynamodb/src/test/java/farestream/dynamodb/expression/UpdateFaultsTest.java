package farestream.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.dynamodb.error.ServiceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateFaultsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          INVALID SYNTAX HERE          | Syntax error; token: "INVALID", near: "INVALID SYNTAX"
          SET                          | Syntax error; token: "<EOF>", near: "SET"
          SET a                        | Syntax error; token: "<EOF>", near: "a"
          SET a =                      | Syntax error; token: "<EOF>", near: "="
          SET a = :n,                  | Syntax error; token: "<EOF>", near: ","
          SET a = :n b = :n            | Syntax error; token: "b", near: ":n b ="
          SET a = 1                    | Syntax error; token: "1", near: "= 1"
          SET a = :n + :n + :n         | Syntax error; token: "+", near: ":n + :n"
          SET a = (:n + :n) + :n       | Syntax error; token: "+", near: ") + :n"
          SET a = list_append(a + :n, :l) | Syntax error; token: "+", near: "a + :n"
          SET :n = a                   | Syntax error; token: ":n", near: "SET :n ="
          SET set = :n                 | Syntax error; token: "set", near: "SET set ="
          REMOVE a :n                  | Syntax error; token: ":n", near: "a :n"
          ADD a b                      | Syntax error; token: "b", near: "a b"
          SET a = :n SET b = :n        | The "SET" section can only be used once in an update expression;
          REMOVE a remove b            | The "REMOVE" section can only be used once in an update expression;
          SET status = :n              | Attribute name is a reserved keyword; reserved keyword: status
          SET a = foo(b)               | Invalid function name; function: foo
          SET a = size(b)              | Invalid function name; function: size
          SET #no = :n                 | An expression attribute name used in the document path is not defined; attribute name: #no
          SET a = :no                  | An expression attribute value used in expression is not defined; attribute value: :no
          SET a = :n, a = :s           | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
          SET a.b = :n REMOVE a        | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a]
          SET a = :n ADD a[1].b :n     | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, [1], b]
          SET a.b = :n, a[0] = :n      | Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]
          ADD a :s                     | Incorrect operand type for operator or function; operator: ADD, operand type: STRING
          ADD a :l                     | Incorrect operand type for operator or function; operator: ADD, operand type: LIST
          ADD a :m                     | Incorrect operand type for operator or function; operator: ADD, operand type: MAP
          DELETE a :n                  | Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER
          DELETE a :t                  | Incorrect operand type for operator or function; operator: DELETE, operand type: BOOLEAN
          DELETE a :b                  | Incorrect operand type for operator or function; operator: DELETE, operand type: BINARY
          DELETE a :null               | Incorrect operand type for operator or function; operator: DELETE, operand type: NULL
          SET a = a + :s               | Incorrect operand type for operator or function; operator or function: +, operand type: S
          SET a = :l - a               | Incorrect operand type for operator or function; operator or function: -, operand type: L
          SET a = list_append(a, :s)   | Incorrect operand type for operator or function; operator or function: list_append, operand type: S
          SET a = if_not_exists(:n, a) | Operator or function requires a document path; operator or function: if_not_exists
          SET a = if_not_exists(a)     | Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1
          SET a = :no, status = :n     | Attribute name is a reserved keyword; reserved keyword: status
          SET a = a + :s, a = :no      | An expression attribute value used in expression is not defined; attribute value: :no
          """)
  void an_invalid_update_expression_is_refused(String expression, String message) {
    assertThatThrownBy(() -> Requests.update(expression))
        .isInstanceOf(ServiceException.class)
        .hasMessage("Invalid UpdateExpression: " + message);
  }
}
