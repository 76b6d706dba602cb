package farestream.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Checks that a comment on the previous line justifies each wildcard in a policy.
class PoliciesTest {
  private static final List<String> POLICY_ELEMENTS =
      List.of("Action", "NotAction", "Resource", "NotResource", "Principal");

  @ParameterizedTest
  @ValueSource(strings = {"infrastructure", "migration", "template"})
  void a_wildcard_is_justified_by_a_comment(String template) throws IOException {
    var text = Files.readString(InfraTool.INFRA.resolve(template + ".yaml"), UTF_8);
    assertThat(statements(text)).isNotEmpty();
    assertThat(unjustified(text)).isEmpty();
  }

  @Test
  void a_wildcard_without_a_comment_is_found() {
    var statement = "- {Effect: Allow, Action: 's3:Get*', Resource: !Sub '${Bucket.Arn}'}";
    assertThat(unjustified(statement)).containsExactly("line 1: s3:Get*");
    assertThat(unjustified("# All that reads.\n" + statement)).isEmpty();
  }

  private static List<String> unjustified(String template) {
    var lines = template.lines().toList();
    var found = new ArrayList<String>();
    for (var statement : statements(template)) {
      for (var entry : statement.getValue()) {
        if (POLICY_ELEMENTS.contains(((ScalarNode) entry.getKeyNode()).getValue())) {
          for (var scalar : scalars(entry.getValueNode())) {
            var line = scalar.getStartMark().getLine();
            var justified = line > 0 && lines.get(line - 1).strip().startsWith("#");
            if (scalar.getValue().contains("*") && !justified) {
              found.add("line %d: %s".formatted(line + 1, scalar.getValue()));
            }
          }
        }
      }
    }
    return found;
  }

  private static List<MappingNode> statements(String template) {
    var found = new ArrayList<MappingNode>();
    collect(new Yaml(new LoaderOptions()).compose(new StringReader(template)), found);
    return found;
  }

  private static void collect(Node node, List<MappingNode> statements) {
    if (node instanceof MappingNode mapping) {
      for (var entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals("Effect")) {
          statements.add(mapping);
        }
        collect(entry.getValueNode(), statements);
      }
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(element -> collect(element, statements));
    }
  }

  private static List<ScalarNode> scalars(Node node) {
    var found = new ArrayList<ScalarNode>();
    if (node instanceof ScalarNode scalar) {
      found.add(scalar);
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(element -> found.addAll(scalars(element)));
    } else if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(entry -> found.addAll(scalars(entry.getValueNode())));
    }
    return found;
  }
}
