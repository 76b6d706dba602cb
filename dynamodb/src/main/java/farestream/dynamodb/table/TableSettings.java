package farestream.dynamodb.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is kept of a table besides its structure.
///
/// @param ttlAttribute where time to live is enabled; nothing expires
public record TableSettings(
    boolean deletionProtection,
    @Nullable String tableClass,
    @Nullable String ttlAttribute,
    Map<String, String> tags) {
  public static final TableSettings NONE = new TableSettings(false, null, null, Map.of());

  public TableSettings withDeletionProtection(boolean isProtected) {
    return new TableSettings(isProtected, tableClass, ttlAttribute, tags);
  }

  public TableSettings withTableClass(String newClass) {
    return new TableSettings(deletionProtection, newClass, ttlAttribute, tags);
  }

  public TableSettings withTtlAttribute(@Nullable String attribute) {
    return new TableSettings(deletionProtection, tableClass, attribute, tags);
  }

  public TableSettings withTags(Map<String, String> newTags) {
    return new TableSettings(deletionProtection, tableClass, ttlAttribute, newTags);
  }
}
