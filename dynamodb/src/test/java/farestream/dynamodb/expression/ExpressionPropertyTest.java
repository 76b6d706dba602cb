package farestream.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.value.AttributeValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class ExpressionPropertyTest {
  private static final Map<String, AttributeValue> ITEM =
      Requests.item(
          """
          {'a': {'N': '1'}, 'b': {'S': 'abc'}, 'c': {'L': [{'N': '1'}, {'M': {'a': {'N': '2'}}}]},
           'd': {'M': {'a': {'SS': ['x']}, 'b': {'L': []}}}, 'e': {'NS': ['1', '2']}}
          """);

  /// The number of states of an attribute: absent, 0, 1 or 2.
  private static final int CHOICES = 4;

  private static final List<Example> EXAMPLES = examples();

  private static final String[] TOKENS = {
    "a",
    "b",
    "c",
    "d",
    "e",
    "#a",
    "#s",
    "#no",
    ":n",
    ":s",
    ":ss",
    ":l",
    ":no",
    "0",
    "1",
    "99",
    ",",
    ".",
    "(",
    ")",
    "[",
    "]",
    "=",
    "<>",
    "<",
    "<=",
    ">",
    ">=",
    "+",
    "-",
    "AND",
    "OR",
    "NOT",
    "BETWEEN",
    "IN",
    "SET",
    "REMOVE",
    "ADD",
    "DELETE",
    "size",
    "contains",
    "begins_with",
    "attribute_exists",
    "attribute_type",
    "if_not_exists",
    "list_append",
    "foo",
    "status",
    "#",
    ":",
    "!",
    "\u00e9",
    "\ud83d\ude00",
    "\t",
    ""
  };

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of(TOKENS).list().ofMaxSize(40).map(tokens -> String.join(" ", tokens));
  }

  @Provide
  Arbitrary<String> glued() {
    return Arbitraries.of(TOKENS).list().ofMaxSize(20).map(tokens -> String.join("", tokens));
  }

  /// Generates expressions of nearly valid pieces, which get further in the parsers than random
  /// tokens.
  @Provide
  Arbitrary<String> nearlyRight() {
    var pieces =
        Arbitraries.of(
            "a = :n",
            "size(c) > :n",
            "NOT",
            "AND",
            "OR",
            "(",
            ")",
            "c[1].a",
            "begins_with(b, :s)",
            "a IN (:n, :s)",
            "e BETWEEN :n AND :two",
            "contains(c, :n)",
            "SET",
            "REMOVE",
            "ADD",
            "a = a + :n",
            "c = list_append(c, :l)",
            "c[0]",
            "c[9] = :n",
            "d.a",
            "d.a :ss",
            "e :ns",
            "f = if_not_exists(f, :n)",
            ",",
            "DELETE");
    return pieces.list().ofMaxSize(12).map(list -> String.join(" ", list));
  }

  @Property(tries = 1000)
  void no_random_tokens_break_the_parsers(@ForAll("soup") String expression) {
    parseAndEvaluate(expression);
  }

  @Property(tries = 1000)
  void no_joined_tokens_break_the_parsers(@ForAll("glued") String expression) {
    parseAndEvaluate(expression);
  }

  @Property(tries = 1000)
  void no_nearly_valid_expression_breaks_the_parsers(@ForAll("nearlyRight") String expression) {
    parseAndEvaluate(expression);
  }

  @Property(tries = 1000)
  void no_text_breaks_the_parsers(@ForAll String expression) {
    parseAndEvaluate(expression.replaceAll("[\\p{Cntrl}'\\p{Cs}]", " "));
  }

  private static void parseAndEvaluate(String expression) {
    refusedOr(() -> Requests.condition(expression).isMetBy(ITEM));
    refusedOr(() -> Requests.keyCondition(expression).tests());
    refusedOr(
        () -> {
          var update = Requests.update(expression);
          update.writtenPartOf(update.apply(ITEM));
        });
    refusedOr(() -> Requests.projection(expression.replace('\\', ' ').replace('"', ' ')).of(ITEM));
  }

  private static void refusedOr(Runnable parse) {
    try {
      parse.run();
    } catch (ServiceException refused) {
      assertThat(refused.simpleType()).isEqualTo("ValidationException");
    }
  }

  /// A condition as text, with an evaluation that shares no code with the parser.
  record Sample(String text, Predicate<Map<String, Integer>> isMet) {}

  @Provide
  Arbitrary<Sample> conditions() {
    var names = Arbitraries.of("p", "q", "r");
    var values = Arbitraries.of(Map.entry(":n", 1), Map.entry(":two", 2));
    var comparisons =
        Combinators.combine(names, Arbitraries.of("=", "<>", "<", "<=", ">", ">="), values)
            .as(
                (name, operator, value) ->
                    new Sample(
                        name + " " + operator + " " + value.getKey(),
                        item -> compare(item.get(name), operator, value.getValue())));
    var existence =
        names.map(
            name -> new Sample("attribute_exists(" + name + ")", item -> item.get(name) != null));
    return Arbitraries.recursive(
        () -> Arbitraries.oneOf(comparisons, existence), ExpressionPropertyTest::larger, 0, 4);
  }

  private static Arbitrary<Sample> larger(Arbitrary<Sample> smaller) {
    return Arbitraries.oneOf(
        smaller.map(ExpressionPropertyTest::negated),
        Combinators.combine(smaller, Arbitraries.of("AND", "OR"), smaller)
            .as(ExpressionPropertyTest::joined));
  }

  private static boolean compare(@Nullable Integer value, String operator, int other) {
    return switch (operator) {
      case "=" -> value != null && value == other;
      case "<>" -> value == null || value != other;
      case "<" -> value != null && value < other;
      case "<=" -> value != null && value <= other;
      case ">" -> value != null && value > other;
      default -> value != null && value >= other;
    };
  }

  private static Sample negated(Sample sample) {
    return new Sample("NOT (" + sample.text + ")", sample.isMet.negate());
  }

  private static Sample joined(Sample left, String operator, Sample right) {
    return new Sample(
        "(" + left.text + ") " + operator + " (" + right.text + ")",
        operator.equals("AND") ? left.isMet.and(right.isMet) : left.isMet.or(right.isMet));
  }

  /// Generates conditions without parentheses: NOT binds more tightly than AND, and AND more
  /// tightly than OR.
  @Provide
  Arbitrary<Sample> flat() {
    var clause =
        Combinators.combine(Arbitraries.of("p", "q", "r"), Arbitraries.of(true, false))
            .as(
                (name, isNegated) ->
                    isNegated
                        ? new Sample("NOT " + name + " = :n", item -> !isOne(item, name))
                        : new Sample(name + " = :n", item -> isOne(item, name)));
    var conjunction = clause.list().ofMinSize(1).ofMaxSize(3).map(list -> all(list, " AND ", true));
    return conjunction.list().ofMinSize(1).ofMaxSize(3).map(list -> all(list, " OR ", false));
  }

  private static boolean isOne(Map<String, Integer> item, String name) {
    return Integer.valueOf(1).equals(item.get(name));
  }

  private static Sample all(List<Sample> samples, String operator, boolean areAllNeeded) {
    return new Sample(
        String.join(operator, samples.stream().map(Sample::text).toList()),
        item ->
            areAllNeeded
                ? samples.stream().allMatch(sample -> sample.isMet.test(item))
                : samples.stream().anyMatch(sample -> sample.isMet.test(item)));
  }

  @Property(tries = 300)
  void nested_conditions_agree_with_a_naive_evaluation(@ForAll("conditions") Sample sample) {
    assertMeansTheSame(sample);
  }

  @Property(tries = 300)
  void precedence_is_not_before_and_before_or(@ForAll("flat") Sample sample) {
    assertMeansTheSame(sample);
  }

  private static void assertMeansTheSame(Sample sample) {
    if (sample.text.length() > 4000 || operators(sample.text) > 300) {
      return;
    }
    var condition = Requests.condition(sample.text);
    for (var each : EXAMPLES) {
      assertThat(condition.isMetBy(each.item))
          .as("%s of %s", sample.text, each.numbers)
          .isEqualTo(sample.isMet.test(each.numbers));
    }
  }

  private record Example(Map<String, Integer> numbers, Map<String, AttributeValue> item) {}

  private static List<Example> examples() {
    var examples = new ArrayList<Example>();
    for (var i = 0; i < CHOICES * CHOICES * CHOICES; i++) {
      var example = new Example(new HashMap<>(), new HashMap<>());
      put("p", i % CHOICES, example);
      put("q", i / CHOICES % CHOICES, example);
      put("r", i / CHOICES / CHOICES, example);
      examples.add(example);
    }
    return examples;
  }

  private static void put(String name, int value, Example example) {
    if (value != 0) {
      example.numbers.put(name, value - 1);
      example.item.put(name, new AttributeValue.N(BigDecimal.valueOf(value - 1)));
    }
  }

  private static long operators(String text) {
    return text.chars().filter(c -> c == ' ').count();
  }
}
