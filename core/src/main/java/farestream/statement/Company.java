package farestream.statement;

import org.jdbi.v3.core.Handle;

/// The company that issues statements and reports.
public final class Company {
  private static final String DEFAULT = "Farestream";

  /// Selects the holder of the platform's latest account.
  private static final String NAME =
      "select holder from bank_account where driver_id is null order by id desc limit 1";

  private Company() {}

  /// Returns the holder of the platform's own account, or `Farestream` if it has none.
  public static String name(Handle handle) {
    return handle.createQuery(NAME).mapTo(String.class).findOne().orElse(DEFAULT);
  }
}
