package farestream.dynamodb.expression;

import static farestream.dynamodb.expression.Requests.item;
import static farestream.dynamodb.expression.Requests.request;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.dynamodb.value.AttributeValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyParametersTest {
  private static final Map<String, AttributeValue> ITEM =
      item("{'a': {'N': '2'}, 'text': {'S': 'hello'}, 'tags': {'SS': ['x']}, 'x.y': {'N': '1'}}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a       | 'EQ'           | [{'N': '2'}]              | true
          a       | 'NE'           | [{'N': '2'}]              | false
          missing | 'NE'           | [{'N': '2'}]              | true
          a       | 'LT'           | [{'N': '3'}]              | true
          a       | 'LE'           | [{'N': '1'}]              | false
          a       | 'GT'           | [{'N': '1'}]              | true
          a       | 'GE'           | [{'N': '2'}]              | true
          a       | 'IN'           | [{'N': '1'}, {'N': '2'}]  | true
          a       | 'BETWEEN'      | [{'N': '3'}, {'N': '4'}]  | false
          a       | 'NULL'         | []                        | false
          a       | 'NOT_NULL'     | []                        | true
          text    | 'CONTAINS'     | [{'S': 'ell'}]            | true
          tags    | 'CONTAINS'     | [{'S': 'x'}]              | true
          text    | 'NOT_CONTAINS' | [{'S': 'ell'}]            | false
          text    | 'BEGINS_WITH'  | [{'S': 'he'}]             | true
          x.y     | 'EQ'           | [{'N': '1'}]              | true
          """)
  void a_filter_is_met_or_not(String attribute, String operator, String values, boolean isMet) {
    var entry =
        "{'%s': {'ComparisonOperator': %s, 'AttributeValueList': %s}}"
            .formatted(attribute, operator, values);
    var filter = LegacyConditions.filter(request("{'ScanFilter': " + entry + "}"), "ScanFilter");
    var expected = LegacyConditions.expected(request("{'Expected': " + entry + "}"));

    assertThat(requireNonNull(filter).isMetBy(ITEM)).isEqualTo(isMet);
    assertThat(requireNonNull(expected).isMetBy(ITEM)).isEqualTo(isMet);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'Expected': {'a': {'Exists': false}}}                       | false
          {'Expected': {'b': {'Exists': false}}}                       | true
          {'Expected': {'a': {'Value': {'N': '2'}}}}                   | true
          {'Expected': {'a': {'Exists': true, 'Value': {'N': '3'}}}}   | false
          {'Expected': {'a': {'ComparisonOperator': 'GT', 'Value': {'N': '1'}}}} | true
          {'Expected': {'a': {'Value': {'N': '2'}}, 'b': {'Value': {'N': '2'}}}} | false
          {'Expected': {'a': {'Value': {'N': '2'}}, 'b': {'Value': {'N': '2'}}}, 'ConditionalOperator': 'OR'} | true
          {'Expected': {'a': {'Value': {'N': '2'}}, 'b': {'Value': {'N': '2'}}}, 'ConditionalOperator': 'AND'} | false
          """)
  void an_expectation_is_met_or_not(String json, boolean isMet) {
    assertThat(requireNonNull(LegacyConditions.expected(request(json))).isMetBy(ITEM))
        .isEqualTo(isMet);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'a': {}}                                                  | One or more parameter values were invalid: Value must be provided when Exists is null for Attribute: a
          {'a': {'Exists': true}}                                    | One or more parameter values were invalid: Value must be provided when Exists is true for Attribute: a
          {'a': {'Exists': false, 'Value': {'N': '1'}}}              | One or more parameter values were invalid: Value cannot be used when Exists is false for Attribute: a
          {'a': {'AttributeValueList': []}}                          | One or more parameter values were invalid: AttributeValueList can only be used with a ComparisonOperator for Attribute: a
          {'a': {'AttributeValueList': [], 'Value': {'N': '1'}}}     | One or more parameter values were invalid: Value and AttributeValueList cannot be used together for Attribute: a
          {'a': {'ComparisonOperator': 'EQ', 'Exists': true}}        | One or more parameter values were invalid: Exists and ComparisonOperator cannot be used together for Attribute: a
          {'a': {'ComparisonOperator': 'EQ'}}                        | One or more parameter values were invalid: Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: a
          {'a': {'ComparisonOperator': 'EQ', 'AttributeValueList': []}} | One or more parameter values were invalid: Invalid number of argument(s) for the EQ ComparisonOperator
          {'a': {'ComparisonOperator': 'IN', 'AttributeValueList': [{'N': '1'}, {'S': '1'}]}} | One or more parameter values were invalid: AttributeValues inside AttributeValueList must be of same type
          {'a': {'ComparisonOperator': 'BETWEEN', 'AttributeValueList': [{'N': '2'}, {'N': '1'}]}} | The BETWEEN condition was provided a range where the lower bound is greater than the upper bound
          {'a': {'ComparisonOperator': 'LT', 'AttributeValueList': [{'BOOL': true}]}} | One or more parameter values were invalid: ComparisonOperator LT is not valid for BOOL AttributeValue type
          {'a': {'ComparisonOperator': 'X'}}                         | 1 validation error detected: Value 'X' at 'expected.a.member.comparisonOperator' failed to satisfy constraint: Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]
          """)
  void a_malformed_expectation_is_refused(String expected, String message) {
    assertThatThrownBy(
            () -> LegacyConditions.expected(request("{'Expected': %s}".formatted(expected))))
        .hasMessage(message);
  }

  @Test
  void the_conditional_operator_needs_two_conditions() {
    assertThatThrownBy(() -> LegacyConditions.expected(request("{'ConditionalOperator': 'OR'}")))
        .hasMessage("ConditionalOperator cannot be used without Filter or Expected");
    assertThatThrownBy(
            () ->
                LegacyConditions.expected(
                    request("{'ConditionalOperator': 'OR', 'Expected': {'a': {'Exists': false}}}")))
        .hasMessage(
            "ConditionalOperator can only be used when Filter or Expected has two or more"
                + " elements");
  }

  @Test
  void absent_parameters_are_null() {
    assertThat(LegacyConditions.expected(request("{}"))).isNull();
    assertThat(LegacyConditions.filter(request("{}"), "QueryFilter")).isNull();
    assertThat(LegacyConditions.keyConditions(request("{}"))).isNull();
    assertThat(LegacyUpdates.read(request("{}"))).isNull();
    assertThat(LegacyProjections.read(request("{}"))).isNull();
  }

  @Test
  void key_conditions_become_tests() {
    var keys =
        LegacyConditions.keyConditions(
            request(
                """
                {'KeyConditions': {
                  'pk': {'ComparisonOperator': 'EQ', 'AttributeValueList': [{'N': '1'}]},
                  'sk': {'ComparisonOperator': 'BEGINS_WITH', 'AttributeValueList': [{'S': 'abc'}]}}}
                """));

    assertThat(keys).isEqualTo(Requests.keyCondition("pk = :n AND begins_with(sk, :s)"));
  }

  @Test
  void key_conditions_that_a_query_cannot_look_up_are_refused() {
    assertThatThrownBy(
            () ->
                LegacyConditions.keyConditions(
                    request("{'KeyConditions': {'pk': {'ComparisonOperator': 'NOT_NULL'}}}")))
        .hasMessage("Attempted conditional constraint is not an indexable operation");
    assertThatThrownBy(() -> LegacyConditions.keyConditions(request("{'KeyConditions': {}}")))
        .hasMessage("Conditions can be of length 1 or 2 only");
  }

  @Test
  void attribute_updates_put_add_and_delete() {
    var update =
        LegacyUpdates.read(
            request(
                """
                {'AttributeUpdates': {
                  'text': {'Value': {'S': 'new'}}, 'a': {'Action': 'ADD', 'Value': {'N': '5'}},
                  'x.y': {'Action': 'DELETE'}, 'tags': {'Action': 'DELETE', 'Value': {'SS': ['x']}},
                  'list': {'Action': 'ADD', 'Value': {'L': [{'N': '1'}]}}}}
                """));

    assertThat(requireNonNull(update).apply(ITEM))
        .isEqualTo(item("{'a': {'N': '7'}, 'text': {'S': 'new'}, 'list': {'L': [{'N': '1'}]}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'Action': 'PUT'}                           | One or more parameter values were invalid: Only DELETE action is allowed when no attribute value is specified
          {'Action': 'ADD', 'Value': {'S': 'x'}}      | One or more parameter values were invalid: ADD action is not supported for the type S
          {'Action': 'DELETE', 'Value': {'N': '1'}}   | One or more parameter values were invalid: DELETE action with value is not supported for the type N
          {'Action': 'X', 'Value': {'N': '1'}}        | 1 validation error detected: Value 'X' at 'attributeUpdates.a.member.action' failed to satisfy constraint: Member must satisfy enum value set: [ADD, PUT, DELETE]
          {'Action': 'ADD', 'Value': {'SS': ['1']}}   | Type mismatch for attribute to update
          """)
  void a_malformed_attribute_update_is_refused(String json, String message) {
    assertThatThrownBy(
            () ->
                requireNonNull(
                        LegacyUpdates.read(
                            request("{'AttributeUpdates': {'a': %s}}".formatted(json))))
                    .apply(ITEM))
        .hasMessage(message);
  }

  @Test
  void attributes_to_get_are_returned() {
    var projection = LegacyProjections.read(request("{'AttributesToGet': ['x.y', 'text', 'b']}"));

    assertThat(requireNonNull(projection).of(ITEM))
        .isEqualTo(item("{'x.y': {'N': '1'}, 'text': {'S': 'hello'}}"));
  }

  @Test
  void attributes_to_get_are_distinct() {
    assertThatThrownBy(() -> LegacyProjections.read(request("{'AttributesToGet': ['a', 'a']}")))
        .hasMessage(
            "One or more parameter values were invalid: Duplicate value in attribute name: a");
    assertThatThrownBy(() -> LegacyProjections.read(request("{'AttributesToGet': []}")))
        .hasMessage(
            "1 validation error detected: Value '[]' at 'attributesToGet' failed to satisfy"
                + " constraint: Member must have length greater than or equal to 1");
  }
}
