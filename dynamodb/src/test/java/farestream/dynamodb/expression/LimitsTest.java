package farestream.dynamodb.expression;

import static farestream.dynamodb.expression.Requests.condition;
import static farestream.dynamodb.expression.Requests.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.dynamodb.error.ServiceException;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

  @Test
  void an_expression_has_at_most_4096_bytes() {
    var longest = "a".repeat(4091) + " = :n";

    assertThat(condition(longest).attributes()).hasSize(1);
    assertThatThrownBy(() -> condition("a" + longest))
        .hasMessage(
            "Invalid ConditionExpression: Expression size has exceeded the maximum allowed size;"
                + " expression size: 4097");
  }

  @Test
  void an_expression_has_at_most_300_operators() {
    var most = String.join(" OR ", Collections.nCopies(150, "a=:n"));

    assertThat(condition(most).isMetBy(Map.of())).isFalse();
    assertThatThrownBy(() -> condition(most + " OR a=:n"))
        .hasMessage(
            "Invalid ConditionExpression: The expression contains too many operators; operator"
                + " count: 301");
  }

  @Test
  void in_has_at_most_100_operands() {
    assertThat(condition("a IN (" + ":n,".repeat(99) + ":n)").attributes()).hasSize(1);
    assertThatThrownBy(() -> condition("a IN (" + ":n,".repeat(100) + ":n)"))
        .hasMessage(
            "Invalid ConditionExpression: The IN operator is provided with too many operands;"
                + " number of operands: 101");
  }

  @Test
  void a_path_has_at_most_32_steps() {
    assertThat(condition("a" + ".b".repeat(31) + " = :n").attributes()).hasSize(1);
    assertThatThrownBy(() -> condition("a" + ".b".repeat(32) + " = :n"))
        .hasMessage(
            "Invalid ConditionExpression: The document path has too many nesting elements; nesting"
                + " levels: 33");
  }

  @Test
  void a_list_index_is_an_integer() {
    assertThatThrownBy(() -> condition("a[2147483648] = :n"))
        .hasMessage(
            "Invalid ConditionExpression: List index is not within the allowable range; index:"
                + " [2147483648]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "NOT ", "NOT(", "size(", "(a=:n OR ", "a IN (", "a = (", "a."})
  void deep_nesting_is_refused_without_exhausting_the_stack(String level) {
    assertThatThrownBy(() -> condition(level.repeat(4090 / level.length())))
        .isInstanceOf(ServiceException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "if_not_exists(a,", "list_append(", "(a+"})
  void deep_nesting_in_updates_is_refused_without_exhausting_the_stack(String level) {
    assertThatThrownBy(() -> update("SET a = " + level.repeat(4080 / level.length())))
        .isInstanceOf(ServiceException.class);
  }

  @Test
  void an_update_does_not_nest_an_item_without_limit() {
    var update = update("SET a = a2, a2.x = a");
    var item = Requests.item("{'a': {'M': {}}, 'a2': {'M': {}}}");

    assertThatThrownBy(
            () -> {
              var deeper = item;
              for (var i = 0; i < 100; i++) {
                deeper = update.apply(deeper);
              }
            })
        .hasMessageStartingWith("Nesting Levels have exceeded supported limits");
  }
}
