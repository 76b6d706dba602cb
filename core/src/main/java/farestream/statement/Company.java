package farestream.statement;

import org.jdbi.v3.core.Handle;

/// Whose papers these are.
public final class Company {
  private static final String OTHERWISE = "Farestream";

  /// The newest that was given for the platform.
  private static final String NAME =
      "select holder from bank_account where driver_id is null order by id desc limit 1";

  private Company() {}

  /// The holder of the platform's own account, where there is one.
  public static String name(Handle handle) {
    return handle.createQuery(NAME).mapTo(String.class).findOne().orElse(OTHERWISE);
  }
}
