package farestream.dynamodb.table;

import java.util.List;

/// The attributes that an index projects in addition to its own key and the table's.
///
/// @param attributes the attributes of an INCLUDE projection; empty for the other kinds
public record IndexProjection(Kind kind, List<String> attributes) {
  public enum Kind {
    ALL,
    KEYS_ONLY,
    INCLUDE
  }
}
