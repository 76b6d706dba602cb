package farestream.database;

import org.jdbi.v3.core.Handle;

/// A lock of a name, held until the transaction or the session ends: closing and paying are done
/// by one at a time.
public final class NamedLock {

  /// Also for the locks that the rest of the transaction waits for.
  private static final String WAIT = "set local lock_timeout = '30s'";

  private static final String TAKE = "select pg_advisory_xact_lock(hashtext(?))";

  private static final String TRY = "select pg_try_advisory_xact_lock(hashtext(?))";

  private static final String WAIT_IN_SESSION = "set lock_timeout = '30s'";

  private static final String TAKE_IN_SESSION = "select pg_advisory_lock(hashtext(?))";

  private NamedLock() {}

  /// Waits for whoever holds it, for 30 seconds at most.
  ///
  /// @throws org.jdbi.v3.core.JdbiException with SQLSTATE 55P03 if it was held all that time
  public static void take(Handle transaction, String name) {
    transaction.execute(WAIT);
    transaction.execute(TAKE, name);
  }

  /// Waits for nobody.
  ///
  /// @return whether it is ours until the transaction ends
  public static boolean takeIfFree(Handle transaction, String name) {
    return transaction.createQuery(TRY).bind(0, name).mapTo(Boolean.class).one();
  }

  /// The same for work of several transactions: it is held until the connection is closed, or its
  /// process is killed.
  ///
  /// @throws org.jdbi.v3.core.JdbiException with SQLSTATE 55P03 if it was held all that time
  public static void takeInSession(Handle session, String name) {
    session.execute(WAIT_IN_SESSION);
    session.execute(TAKE_IN_SESSION, name);
  }
}
