package farestream.dynamodb.expression;

import static farestream.dynamodb.expression.Requests.keyCondition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.AttributeValue.N;
import farestream.dynamodb.value.AttributeValue.S;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyConditionTest {
  private static final AttributeValue ONE = new N(BigDecimal.ONE);
  private static final AttributeValue TWO = new N(BigDecimal.TWO);

  @Test
  void a_key_condition_has_one_or_two_tests() {
    assertThat(keyCondition("pk = :n").tests())
        .containsExactly(new KeyCondition.Comparison("pk", ComparisonOperator.EQ, ONE));
    assertThat(keyCondition("(#s = :n AND (sk BETWEEN :n AND :two))").tests())
        .containsExactly(
            new KeyCondition.Comparison("status", ComparisonOperator.EQ, ONE),
            new KeyCondition.Between("sk", ONE, TWO));
    assertThat(keyCondition("begins_with(sk, :s) and pk = :n").tests())
        .containsExactly(
            new KeyCondition.BeginsWith("sk", new S("abc")),
            new KeyCondition.Comparison("pk", ComparisonOperator.EQ, ONE));
  }

  @Test
  void a_value_can_precede_the_attribute() {
    assertThat(keyCondition(":n = pk AND :two > sk").test("sk"))
        .isEqualTo(new KeyCondition.Comparison("sk", ComparisonOperator.LT, TWO));
  }

  @Test
  void a_test_is_found_by_its_attribute() {
    var condition = keyCondition("pk = :n");

    assertThat(condition.test("pk")).isNotNull();
    assertThat(condition.test("sk")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          pk = :n OR sk = :n             | Invalid operator used in KeyConditionExpression: OR
          NOT pk = :n                    | Invalid operator used in KeyConditionExpression: NOT
          pk IN (:n)                     | Invalid operator used in KeyConditionExpression: IN
          pk <> :n                       | Invalid operator used in KeyConditionExpression: <>
          attribute_exists(pk)           | Invalid operator used in KeyConditionExpression: attribute_exists
          attribute_not_exists(pk)       | Invalid operator used in KeyConditionExpression: attribute_not_exists
          attribute_type(pk, :type)      | Invalid operator used in KeyConditionExpression: attribute_type
          contains(pk, :n)               | Invalid operator used in KeyConditionExpression: contains
          size(pk) = :n                  | KeyConditionExpressions cannot contain nested operations
          pk.a = :n                      | KeyConditionExpressions cannot have conditions on nested attributes
          pk = sk                        | Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition
          :n = :two                      | Invalid condition in KeyConditionExpression: No key attribute specified
          :n BETWEEN pk AND :n           | Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand
          begins_with(:s, pk)            | Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand
          pk = :n AND pk > :n            | KeyConditionExpressions must only contain one condition per key
          a = :n AND b = :n AND c = :n   | Conditions can be of length 1 or 2 only
          pk BETWEEN :two AND :n         | Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}
          begins_with(pk, :n)            | Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
          pk                             | Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "pk"
          """)
  void what_a_query_cannot_look_up_is_refused(String expression, String message) {
    assertThatThrownBy(() -> keyCondition(expression)).hasMessage(message);
  }
}
