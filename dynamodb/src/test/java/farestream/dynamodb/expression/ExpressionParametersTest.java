package farestream.dynamodb.expression;

import static farestream.dynamodb.expression.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionParametersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'ExpressionAttributeNames': {'#a': 'a'}} | ExpressionAttributeNames can only be specified when using expressions
          {'ExpressionAttributeValues': {':a': {'N': '1'}}} | ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null
          {'ConditionExpression': 'x', 'ExpressionAttributeNames': {}} | ExpressionAttributeNames must not be empty
          {'ConditionExpression': 'x', 'ExpressionAttributeValues': {}} | ExpressionAttributeValues must not be empty
          {'ConditionExpression': 'x', 'ExpressionAttributeNames': {'a': 'a'}} | ExpressionAttributeNames contains invalid key: Syntax error; key: "a"
          {'ConditionExpression': 'x', 'ExpressionAttributeNames': {'#': 'a'}} | ExpressionAttributeNames contains invalid key: Syntax error; key: "#"
          {'ConditionExpression': 'x', 'ExpressionAttributeNames': {'#a-b': 'a'}} | ExpressionAttributeNames contains invalid key: Syntax error; key: "#a-b"
          {'ConditionExpression': 'x', 'ExpressionAttributeValues': {'#a': {'N': '1'}}} | ExpressionAttributeValues contains invalid key: Syntax error; key: "#a"
          {'ConditionExpression': 'x', 'ExpressionAttributeValues': {':a': {'N': 'x'}}} | ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :a
          {'ConditionExpression': 'x', 'ExpressionAttributeValues': {':b': {}}} | ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes for key :b
          """)
  void malformed_names_and_values_are_refused(String json, String message) {
    assertThatThrownBy(
            () -> ExpressionParameters.of(request(json), "UpdateExpression", "ConditionExpression"))
        .hasMessage(message);
  }

  @Test
  void values_without_the_only_expression_are_refused() {
    var request = request("{'ExpressionAttributeValues': {':v': {'S': 'unused'}}}");

    assertThatThrownBy(() -> ExpressionParameters.of(request, "ConditionExpression"))
        .hasMessage(
            "ExpressionAttributeValues can only be specified when using expressions:"
                + " ConditionExpression is null");
  }

  @Test
  void a_projection_does_not_use_values() {
    var request =
        request("{'ProjectionExpression': 'a', 'ExpressionAttributeValues': {':v': {'N': '1'}}}");

    assertThatThrownBy(
            () ->
                ExpressionParameters.of(
                    request, "ProjectionExpression", "FilterExpression", "KeyConditionExpression"))
        .hasMessage(
            "ExpressionAttributeValues can only be specified when using expressions:"
                + " FilterExpression and KeyConditionExpression are null");
  }

  @Test
  void absent_expressions_are_null() {
    var parameters = ExpressionParameters.of(request("{}"), "ConditionExpression");

    assertThat(parameters.condition("ConditionExpression")).isNull();
    assertThat(parameters.update("UpdateExpression")).isNull();
    assertThat(parameters.projection("ProjectionExpression")).isNull();
    assertThat(parameters.keyCondition("KeyConditionExpression")).isNull();
    assertThatCode(parameters::requireAllUsed).doesNotThrowAnyException();
  }

  @Test
  void every_name_and_value_must_be_used() {
    var request =
        request(
            """
            {'FilterExpression': '#f = :f', 'KeyConditionExpression': 'pk = :k',
             'ExpressionAttributeNames': {'#f': 'f', '#x': 'x', '#y': 'y'},
             'ExpressionAttributeValues': {':f': {'N': '1'}, ':k': {'N': '1'}, ':z': {'N': '1'}}}
            """);
    var parameters = ExpressionParameters.of(request, "FilterExpression", "KeyConditionExpression");
    parameters.keyCondition("KeyConditionExpression");
    parameters.condition("FilterExpression");

    assertThatThrownBy(parameters::requireAllUsed)
        .hasMessage(
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#x, #y}");
  }

  @Test
  void an_unused_value_is_refused() {
    var request =
        request(
            """
            {'UpdateExpression': 'SET a = :v',
             'ExpressionAttributeValues': {':v': {'N': '1'}, ':unused': {'S': 'extra'}}}
            """);
    var parameters = ExpressionParameters.of(request, "UpdateExpression");
    parameters.update("UpdateExpression");

    assertThatThrownBy(parameters::requireAllUsed)
        .hasMessage(
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:unused}");
  }

  @Test
  void expressions_and_legacy_parameters_exclude_each_other() {
    var request =
        request("{'Expected': {}, 'AttributeUpdates': {}, 'ConditionExpression': 'a = :b'}");

    assertThatThrownBy(
            () ->
                ParameterStyles.requireOne(
                    request,
                    List.of("AttributeUpdates", "Expected"),
                    List.of("UpdateExpression", "ConditionExpression")))
        .hasMessage(
            "Can not use both expression and non-expression parameters in the same request:"
                + " Non-expression parameters: {AttributeUpdates, Expected} Expression parameters:"
                + " {ConditionExpression}");
  }

  @Test
  void key_conditions_can_be_combined_with_a_filter_expression() {
    var legacy = List.of("QueryFilter", "KeyConditions");
    var expressions = List.of("FilterExpression", "KeyConditionExpression");

    assertThatCode(
            () ->
                ParameterStyles.requireOne(
                    request("{'KeyConditions': {}, 'FilterExpression': 'a = :b'}"),
                    legacy,
                    expressions))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                ParameterStyles.requireOne(
                    request("{'KeyConditions': {}, 'KeyConditionExpression': 'a = :b'}"),
                    legacy,
                    expressions))
        .hasMessageEndingWith(
            "Non-expression parameters: {KeyConditions} Expression parameters:"
                + " {KeyConditionExpression}");
  }

  @Test
  void every_reserved_word_of_the_developer_guide_is_known() {
    assertThat(ReservedWords.contains("status")).isTrue();
    assertThat(ReservedWords.contains("ABORT")).isTrue();
    assertThat(ReservedWords.contains("Zone")).isTrue();
    assertThat(ReservedWords.contains("localtimestamp")).isTrue();
    assertThat(ReservedWords.contains("pk")).isFalse();
  }
}
