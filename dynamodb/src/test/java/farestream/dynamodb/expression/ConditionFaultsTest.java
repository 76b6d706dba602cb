package farestream.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.dynamodb.error.ServiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionFaultsTest {
  private static void assertFault(String expression, String message) {
    assertThatThrownBy(() -> Requests.condition(expression))
        .isInstanceOf(ServiceException.class)
        .hasMessage("Invalid ConditionExpression: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a                       | Syntax error; token: "<EOF>", near: "a"
          :n                      | Syntax error; token: "<EOF>", near: ":n"
          a =                     | Syntax error; token: "<EOF>", near: "="
          a = 5                   | Syntax error; token: "5", near: "= 5"
          a = :n b                | Syntax error; token: "b", near: ":n b"
          a = :n)                 | Syntax error; token: ")", near: ":n)"
          a)                      | Syntax error; token: ")", near: "a)"
          (a = :n                 | Syntax error; token: "<EOF>", near: ":n"
          = :n                    | Syntax error; token: "=", near: "= :n"
          a = :n AND              | Syntax error; token: "<EOF>", near: "AND"
          a AND a = :n            | Syntax error; token: "AND", near: "a AND a"
          (a AND a = :n)          | Syntax error; token: "AND", near: "a AND a"
          AND = :n                | Syntax error; token: "AND", near: "AND ="
          a BETWEEN :n :two       | Syntax error; token: ":two", near: ":n :two"
          a IN :n                 | Syntax error; token: ":n", near: "IN :n"
          a IN ()                 | Syntax error; token: ")", near: "()"
          size()                  | Syntax error; token: ")", near: "()"
          a == :n                 | Syntax error; token: "=", near: "== :n"
          a = !b                  | Syntax error; token: "!", near: "= !b"
          foo-bar = :n            | Syntax error; token: "-", near: "foo-bar"
          a[x] = :n               | Syntax error; token: "x", near: "[x]"
          a[0 = :n                | Syntax error; token: "=", near: "0 = :n"
          a. = :n                 | Syntax error; token: "=", near: ". = :n"
          :n.a = :n               | Syntax error; token: ".", near: ":n.a"
          a = (a = :n)            | Syntax error; token: "<EOF>", near: ")"
          (a = :n) = :n           | Syntax error; token: "=", near: ") = :n"
          """)
  void the_first_unexpected_token_is_reported(String expression, String message) {
    assertFault(expression, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ((a = :n))                 | The expression has redundant parentheses;
          a = ((:n))                 | The expression has redundant parentheses;
          NOT ((a = :n))             | The expression has redundant parentheses;
          ((a = :n AND a = :n))      | The expression has redundant parentheses;
          ((size(a))) = :n           | The expression has redundant parentheses;
          foo(a)                     | Invalid function name; function: foo
          SIZE(a) = :n               | Invalid function name; function: SIZE
          size(a)                    | The function is not allowed to be used this way in an expression; function: size
          NOT size(a)                | The function is not allowed to be used this way in an expression; function: size
          attribute_exists(a) = :t   | The function is not allowed to be used this way in an expression; function: attribute_exists
          size(contains(a, :n)) = :n | The function is not allowed to be used this way in an expression; function: contains
          status = :n                | Attribute name is a reserved keyword; reserved keyword: status
          a.Status = :n              | Attribute name is a reserved keyword; reserved keyword: Status
          #no = :n                   | An expression attribute name used in the document path is not defined; attribute name: #no
          a = :no                    | An expression attribute value used in expression is not defined; attribute value: :no
          attribute_exists(a, b)     | Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2
          contains(a)                | Incorrect number of operands for operator or function; operator or function: contains, number of operands: 1
          attribute_exists(:n)       | Operator or function requires a document path; operator or function: attribute_exists
          attribute_not_exists(:n)   | Operator or function requires a document path; operator or function: attribute_not_exists
          attribute_type(:n, :type)  | Operator or function requires a document path; operator or function: attribute_type
          begins_with(a, :n)         | Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
          begins_with(:ss, :s)       | Incorrect operand type for operator or function; operator or function: begins_with, operand type: SS
          begins_with(a, size(b))    | Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
          size(:n) = :n              | Incorrect operand type for operator or function; operator or function: size, operand type: N
          attribute_type(a, :n)      | Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N
          attribute_type(a, b)       | Incorrect operand type for operator or function; operator or function: attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}
          attribute_type(a, :s)      | Invalid attribute type name found; type: abc, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}
          a < :t                     | Incorrect operand type for operator or function; operator or function: <, operand type: BOOL
          a BETWEEN :l AND :l        | Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: L
          a BETWEEN :two AND :n      | The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}
          a BETWEEN :n AND :s        | The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:abc}
          a = a                      | The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]
          #a <> (a)                  | The first operand must be distinct from the remaining operands for this operator or function; operator: <>, first operand: [a]
          a[0].b < a[0].b            | The first operand must be distinct from the remaining operands for this operator or function; operator: <, first operand: [a, [0], b]
          contains(a, a)             | The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [a]
          a IN (:n, a)               | The first operand must be distinct from the remaining operands for this operator or function; operator: IN, first operand: [a]
          """)
  void a_syntactically_correct_expression_can_have_an_error(String expression, String message) {
    assertFault(expression, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          foo(status) = ((:no))               | The expression has redundant parentheses;
          foo(status) AND size(a)             | Invalid function name; function: foo
          status = :no AND size(a)            | The function is not allowed to be used this way in an expression; function: size
          a = :no AND status = :n             | Attribute name is a reserved keyword; reserved keyword: status
          begins_with(a, :n) AND a = :no      | Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
          a = :no AND begins_with(a, :n)      | An expression attribute value used in expression is not defined; attribute value: :no
          begins_with(a, :n, :no)             | An expression attribute value used in expression is not defined; attribute value: :no
          ((a = :n)) AND                      | Syntax error; token: "<EOF>", near: "AND"
          """)
  void of_several_errors_the_first_in_the_order_of_dynamodb_is_reported(
      String expression, String message) {
    assertFault(expression, message);
  }

  @Test
  void an_empty_expression_is_refused() {
    assertFault("", "The expression can not be empty;");
    assertFault("  ", "The expression can not be empty;");
  }
}
