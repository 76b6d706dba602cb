package farestream.database;

import farestream.failure.Refusal;

/// The database's schema or its rules were made by other migrations than this version has. The
/// message is one line: what, why, what to do.
public final class OtherSchema extends Refusal {
  private static final long serialVersionUID = 1L;

  private OtherSchema(String message) {
    super(message);
  }

  /// Its tables are others, and nothing can be done about that.
  static OtherSchema ofTables(String database) {
    return new OtherSchema(
        ("the schema of database %s was made by another version of Farestream and this one can't use"
                + " it: go on with that version, or begin with an empty database (./farestream up with"
                + " a new folder as --data)")
            .formatted(database));
  }

  /// Its tables are ours, and functions, triggers or views are another version's.
  static OtherSchema ofRules(String database) {
    return new OtherSchema(
        ("the rules in database %s are another version's: ./farestream up of this version, or"
                + " infra/deploy, brings them up to date")
            .formatted(database));
  }
}
