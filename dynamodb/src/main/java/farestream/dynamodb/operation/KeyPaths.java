package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.expression.Condition;
import farestream.dynamodb.expression.Path;
import farestream.dynamodb.expression.Projection;
import farestream.dynamodb.expression.Update;
import farestream.dynamodb.table.KeySchema;
import farestream.dynamodb.table.Table;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Refuses document paths that lead into a key attribute of a table or of its indexes, such as
/// `id.name` or `id[0]`, because keys are scalars.
final class KeyPaths {
  private KeyPaths() {}

  static void check(Table table, @Nullable Projection projection) {
    if (projection != null) {
      check(table, projection.paths());
    }
  }

  static void check(Table table, @Nullable Condition filter) {
    if (filter != null) {
      check(table, filter.paths());
    }
  }

  static void check(Table table, @Nullable Update update) {
    if (update != null) {
      check(table, update.paths());
    }
  }

  private static void check(Table table, Collection<Path> paths) {
    if (paths.stream().noneMatch(Path::isNested)) {
      return;
    }
    check("Key", table.key(), paths);
    table.indexes().forEach(index -> check("IndexKey", index.key(), paths));
  }

  private static void check(String kind, KeySchema key, Collection<Path> paths) {
    for (var attribute : key.attributes()) {
      for (var path : paths) {
        if (path.isNested() && path.attribute().equals(attribute.name())) {
          throw ServiceException.validation(
              "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                  + " allowed: %s: %s".formatted(kind, attribute.name()));
        }
      }
    }
  }
}
