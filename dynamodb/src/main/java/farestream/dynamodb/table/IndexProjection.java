package farestream.dynamodb.table;

import java.util.List;

/// Which attributes an index has besides its own key and the table's.
///
/// @param attributes those that INCLUDE names
public record IndexProjection(Kind kind, List<String> attributes) {
  public enum Kind {
    ALL,
    KEYS_ONLY,
    INCLUDE
  }
}
