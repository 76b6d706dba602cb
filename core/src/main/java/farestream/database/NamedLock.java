package farestream.database;

import org.jdbi.v3.core.Handle;

/// Advisory locks by name, held until the transaction or the session ends. They serialize
/// operations such as closing a cycle and paying.
public final class NamedLock {

  /// The timeout also applies to the locks that the rest of the transaction waits for.
  private static final String WAIT = "set local lock_timeout = '30s'";

  private static final String TAKE = "select pg_advisory_xact_lock(hashtext(?))";

  private static final String TRY = "select pg_try_advisory_xact_lock(hashtext(?))";

  private static final String WAIT_IN_SESSION = "set lock_timeout = '30s'";

  private static final String TAKE_IN_SESSION = "select pg_advisory_lock(hashtext(?))";

  private NamedLock() {}

  /// Takes the lock until the transaction ends. Waits up to 30 seconds for its holder.
  ///
  /// @throws org.jdbi.v3.core.JdbiException with SQLSTATE 55P03 if the wait times out
  public static void take(Handle transaction, String name) {
    transaction.execute(WAIT);
    transaction.execute(TAKE, name);
  }

  /// Takes the lock until the transaction ends, without waiting.
  ///
  /// @return whether the lock was taken
  public static boolean takeIfFree(Handle transaction, String name) {
    return transaction.createQuery(TRY).bind(0, name).mapTo(Boolean.class).one();
  }

  /// Takes the lock for several transactions: it is held until the connection closes. Waits up to
  /// 30 seconds for its holder.
  ///
  /// @throws org.jdbi.v3.core.JdbiException with SQLSTATE 55P03 if the wait times out
  public static void takeInSession(Handle session, String name) {
    session.execute(WAIT_IN_SESSION);
    session.execute(TAKE_IN_SESSION, name);
  }
}
