package farestream.database;

import farestream.failure.Refusal;

/// The schema of the database was created by the migrations of another version of Farestream.
public final class OtherSchema extends Refusal {
  private static final long serialVersionUID = 1L;

  private OtherSchema(String message) {
    super(message);
  }

  /// The tables differ. They can't be migrated.
  static OtherSchema ofTables(String database) {
    return new OtherSchema(
        ("the schema of database %s was made by another version of Farestream, and this version"
                + " can't use it: run that version, or start with an empty database (./farestream"
                + " up --data NEW_FOLDER)")
            .formatted(database));
  }

  /// The tables match; functions, triggers or views differ and can be updated.
  static OtherSchema ofRules(String database) {
    return new OtherSchema(
        ("the functions, triggers or views of database %s are from another version of Farestream:"
                + " update them with ./farestream up of this version, or with infra/deploy")
            .formatted(database));
  }
}
