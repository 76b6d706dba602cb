package farestream.database;

import farestream.failure.Refusal;

/// The schema of the database was created by the migrations of another version of Farestream.
public final class SchemaMismatch extends Refusal {
  private static final long serialVersionUID = 1L;

  private SchemaMismatch(String message) {
    super(message);
  }

  /// The tables differ. They can't be migrated.
  static SchemaMismatch ofTables(String database) {
    return new SchemaMismatch(
        ("the schema of database %s was made by another version of Farestream, and this version"
                + " can't use it: run that version, or start with an empty database (./farestream"
                + " up --data NEW_FOLDER)")
            .formatted(database));
  }

  /// The tables match; functions, triggers or views differ and can be updated.
  static SchemaMismatch ofRules(String database) {
    return new SchemaMismatch(
        ("the functions, triggers or views of database %s are from another version of Farestream:"
                + " update them with ./farestream up of this version, or with infra/deploy")
            .formatted(database));
  }
}
