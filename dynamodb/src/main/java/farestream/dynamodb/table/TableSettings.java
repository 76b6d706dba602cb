package farestream.dynamodb.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of a table apart from its structure.
///
/// @param tableClass null if the table was created without one
/// @param ttlAttribute the time-to-live attribute; null if time to live is disabled. Items never
///     expire
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
