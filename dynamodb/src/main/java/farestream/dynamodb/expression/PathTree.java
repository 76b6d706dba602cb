package farestream.dynamodb.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A prefix tree of document paths that don't overlap, in which each path leads to a leaf. It
/// allows projecting or updating an item in one pass for any number of paths.
final class PathTree<T> {
  private final Map<Step, PathTree<T>> children = new LinkedHashMap<>();
  private @Nullable Path path;
  private @Nullable T leaf;

  Map<Step, PathTree<T>> children() {
    return children;
  }

  /// Returns the value that was added for the path that ends at this node; null if none does.
  @Nullable T leaf() {
    return leaf;
  }

  /// Returns whether the steps from this node are list positions rather than names.
  boolean isList() {
    return !children.isEmpty() && children.keySet().iterator().next() instanceof Step.Index;
  }

  /// Adds a path, or reports an error if it overlaps or conflicts with another path.
  void add(Path added, T value, ExpressionParser parser) {
    var node = this;
    for (var i = 0; i < added.length(); i++) {
      if (node.path != null) {
        reportOverlap(parser, node.path, added);
        return;
      }
      var step = added.step(i);
      if (!node.children.isEmpty() && node.isList() != step instanceof Step.Index) {
        report(ExpressionError.CONFLICTING_PATHS, "conflict", parser, node.firstPath(), added);
        return;
      }
      node = node.children.computeIfAbsent(step, _ -> new PathTree<>());
    }
    if (node.path != null || !node.children.isEmpty()) {
      reportOverlap(parser, node.firstPath(), added);
      return;
    }
    node.path = added;
    node.leaf = value;
  }

  /// Adds a top-level attribute. The caller guarantees that its name is unique.
  void addAttribute(String attribute, T value) {
    var node = new PathTree<T>();
    node.path = Path.of(attribute);
    node.leaf = value;
    children.put(new Step.Name(attribute), node);
  }

  private @Nullable Path firstPath() {
    var node = this;
    while (node.path == null && !node.children.isEmpty()) {
      node = node.children.values().iterator().next();
    }
    return node.path;
  }

  private static void reportOverlap(ExpressionParser parser, @Nullable Path first, Path second) {
    report(ExpressionError.OVERLAPPING_PATHS, "overlap", parser, first, second);
  }

  private static void report(
      ExpressionError error,
      String verb,
      ExpressionParser parser,
      @Nullable Path first,
      Path second) {
    parser.report(
        error,
        ("Two document paths %s with each other; must remove or rewrite one of these paths; path"
                + " one: %s, path two: %s")
            .formatted(verb, first, second));
  }
}
