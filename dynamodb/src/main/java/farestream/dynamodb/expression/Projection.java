package farestream.dynamodb.expression;

import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.AttributeValue.L;
import farestream.dynamodb.value.AttributeValue.M;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parts of an item that a read returns.
public final class Projection {
  private final List<Path> paths;
  private final PathTree<Path> tree;

  Projection(List<Path> paths, PathTree<Path> tree) {
    this.paths = List.copyOf(paths);
    this.tree = tree;
  }

  public List<Path> paths() {
    return paths;
  }

  /// Returns the top-level attributes that are returned in whole or in part.
  public Set<String> attributes() {
    var attributes = new LinkedHashSet<String>();
    paths.forEach(path -> attributes.add(path.attribute()));
    return attributes;
  }

  /// Returns the projected parts that the item has. Lists are compacted: `l[1]` and `l[3]` result
  /// in a list of two elements.
  public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
    return fields(tree, item);
  }

  /// Returns the parts of an item that the paths of a tree select.
  static Map<String, AttributeValue> fields(PathTree<?> tree, Map<String, AttributeValue> values) {
    var fields = new LinkedHashMap<String, AttributeValue>();
    tree.children()
        .forEach(
            (step, child) -> {
              if (step instanceof Step.Name(var name)) {
                var part = part(child, values.get(name));
                if (part != null) {
                  fields.put(name, part);
                }
              }
            });
    return fields;
  }

  private static @Nullable AttributeValue part(PathTree<?> tree, @Nullable AttributeValue value) {
    if (value == null || tree.leaf() != null) {
      return value;
    }
    if (value instanceof M(var values) && !tree.isList()) {
      var fields = fields(tree, values);
      return fields.isEmpty() ? null : new M(fields);
    }
    if (value instanceof L(var values) && tree.isList()) {
      var elements = elements(tree, values);
      return elements.isEmpty() ? null : new L(elements);
    }
    return null;
  }

  private static List<AttributeValue> elements(PathTree<?> tree, List<AttributeValue> values) {
    var elements = new ArrayList<AttributeValue>();
    tree.children().keySet().stream()
        .filter(Step.Index.class::isInstance)
        .map(Step.Index.class::cast)
        .filter(index -> index.position() < values.size())
        .sorted((a, b) -> Integer.compare(a.position(), b.position()))
        .forEach(
            index -> {
              var child = tree.children().get(index);
              var part = child == null ? null : part(child, values.get(index.position()));
              if (part != null) {
                elements.add(part);
              }
            });
    return elements;
  }
}
