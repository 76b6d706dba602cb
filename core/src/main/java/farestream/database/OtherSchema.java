package farestream.database;

import farestream.failure.Refusal;

/// The database's schema was made by other migrations than this version has. The message is one
/// line: what, why, what to do.
public final class OtherSchema extends Refusal {
  private static final long serialVersionUID = 1L;

  OtherSchema(String database) {
    super(
        ("the schema of database %s was made by another version of Farestream and this one can't use"
                + " it: go on with that version, or begin with an empty database (./farestream up with"
                + " a new folder as --data)")
            .formatted(database));
  }
}
