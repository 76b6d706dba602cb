package farestream.dynamodb.expression;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.value.AttributeValue;
import farestream.dynamodb.value.AttributeValue.L;
import farestream.dynamodb.value.AttributeValue.M;
import farestream.dynamodb.value.Nesting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The changes to an item, parsed from an update expression or from the legacy parameters.
public final class Update {
  private final List<PathAction> actions;
  private final PathTree<Integer> tree;
  private final String typeMismatch;

  /// @param tree the paths of the actions; each leaf is the position of its action in the list
  /// @param typeMismatch the error message for an attribute of the wrong type
  Update(List<PathAction> actions, PathTree<Integer> tree, String typeMismatch) {
    this.actions = List.copyOf(actions);
    this.tree = tree;
    this.typeMismatch = typeMismatch;
  }

  /// Returns the document paths that the update writes or reads.
  public Set<Path> paths() {
    var paths = new LinkedHashSet<Path>();
    for (var action : actions) {
      paths.add(action.path());
      if (action instanceof PathAction.Set(_, var value)) {
        value.collectPaths(paths);
      }
    }
    return paths;
  }

  /// Returns the top-level attributes that the update writes in whole or in part.
  public Set<String> attributes() {
    var attributes = new LinkedHashSet<String>();
    actions.forEach(action -> attributes.add(action.path().attribute()));
    return attributes;
  }

  /// Returns the literal values that the request assigns to, adds to or deletes from top-level
  /// attributes.
  public Map<String, AttributeValue> literals() {
    var literals = new LinkedHashMap<String, AttributeValue>();
    for (var action : actions) {
      var value =
          switch (action) {
            case PathAction.Set(_, UpdateValue.Literal(var literal)) -> literal;
            case PathAction.Add(_, var increment) -> increment;
            case PathAction.Delete(_, var elements) -> elements;
            case PathAction.Set _, PathAction.Remove _ -> null;
          };
      if (value != null && !action.path().isNested()) {
        literals.put(action.path().attribute(), value);
      }
    }
    return literals;
  }

  /// Returns the part of an item that this update writes.
  ///
  /// @param item the item before the update for UPDATED_OLD, or after it for UPDATED_NEW
  public Map<String, AttributeValue> writtenPartOf(Map<String, AttributeValue> item) {
    return Projection.fields(tree, item);
  }

  /// Returns the updated item and leaves the given one unchanged.
  ///
  /// @param item the item before the update; only its key if it doesn't exist
  /// @throws ServiceException (ValidationException) if a path leads through a missing value, or if
  ///     a value is of the wrong type
  public Map<String, AttributeValue> apply(Map<String, AttributeValue> item) {
    var evaluation = new UpdateEvaluation(item, typeMismatch);
    var results = new ArrayList<@Nullable AttributeValue>(actions.size());
    for (var action : actions) {
      var result = evaluation.result(action);
      // Without this check, copying parts of an item into each other would nest them without
      // limit.
      Nesting.check(action.path().length() - 1 + depth(result));
      results.add(result);
    }
    return updatedMap(tree, item, results);
  }

  private static int depth(@Nullable AttributeValue value) {
    var children =
        switch (value) {
          case L(var values) -> values;
          case M(var values) -> values.values();
          case null, default -> List.<AttributeValue>of();
        };
    var deepest = 0;
    for (var child : children) {
      deepest = Math.max(deepest, depth(child));
    }
    return 1 + deepest;
  }

  private static Map<String, AttributeValue> updatedMap(
      PathTree<Integer> tree,
      Map<String, AttributeValue> values,
      List<@Nullable AttributeValue> results) {
    var updated = new LinkedHashMap<>(values);
    for (var child : tree.children().entrySet()) {
      if (!(child.getKey() instanceof Step.Name(var name))) {
        throw invalidPath();
      }
      var value = updated(child.getValue(), values.get(name), results);
      if (value == null) {
        updated.remove(name);
      } else {
        updated.put(name, value);
      }
    }
    return updated;
  }

  private static @Nullable AttributeValue updated(
      PathTree<Integer> tree,
      @Nullable AttributeValue value,
      List<@Nullable AttributeValue> results) {
    var leaf = tree.leaf();
    if (leaf != null) {
      return results.get(leaf);
    }
    if (value instanceof M(var values) && !tree.isList()) {
      return new M(updatedMap(tree, values, results));
    }
    if (value instanceof L(var values) && tree.isList()) {
      return new L(updatedList(tree, values, results));
    }
    throw invalidPath();
  }

  /// Returns an updated list. All positions refer to the list before the update. Values at
  /// positions beyond the end are appended in the order of the positions.
  private static List<AttributeValue> updatedList(
      PathTree<Integer> tree, List<AttributeValue> values, List<@Nullable AttributeValue> results) {
    var changes = new TreeMap<Integer, PathTree<Integer>>();
    tree.children()
        .forEach(
            (step, child) -> {
              if (step instanceof Step.Index(var position)) {
                changes.put(position, child);
              }
            });
    var updated = new ArrayList<AttributeValue>(values.size() + changes.size());
    for (var i = 0; i < values.size(); i++) {
      var change = changes.remove(i);
      var value = values.get(i);
      var result = change == null ? value : updated(change, value, results);
      if (result != null) {
        updated.add(result);
      }
    }
    for (var appended : changes.values()) {
      var result = updated(appended, null, results);
      if (result != null) {
        updated.add(result);
      }
    }
    return updated;
  }

  private static ServiceException invalidPath() {
    return ServiceException.validation(
        "The document path provided in the update expression is invalid for update");
  }
}
