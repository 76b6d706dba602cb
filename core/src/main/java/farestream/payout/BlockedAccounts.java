package farestream.payout;

import farestream.database.ColumnTypes;
import farestream.database.NamedLock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Accounts of drivers that bank files don't pay, because a bank reported that they can't be paid.
/// Recording another account for the driver resolves a block; if the bank was wrong, a person can
/// lift it.
public final class BlockedAccounts {
  private static final String BLOCKED =
      """
      select latest.driver_id, latest.id as account, code, reason, happened_at as since,
        blocked.payment
      from blocked_account as blocked
        join bank_account as latest on account_key(latest) = blocked.key
      where latest.driver_id is not null
        and (cast(:driver as bigint) is null or latest.driver_id = :driver)
        and not exists (
          select from bank_account as later
          where later.driver_id = latest.driver_id and later.id > latest.id)
      order by latest.driver_id
      """;

  private static final String UNBLOCK =
      """
      insert into bank_account_event (bank_account, event, reason, happened_at)
      values (:account, 'unblocked', :reason, :now)
      """;

  private final Jdbi database;

  /// @param commands connects with the role that the commands use
  public BlockedAccounts(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// A blocked account.
  ///
  /// @param account the id in `bank_account`
  /// @param code the bank's reason code, such as `AC04`
  /// @param reason the bank's description and the message that contains it
  /// @param payment the id in `payment` of the payment on which the bank reported
  public record Blocked(
      long driverId, long account, String code, String reason, Instant since, long payment) {}

  /// Returns the blocked accounts of drivers without a later account, ordered by driver.
  public List<Blocked> list() {
    return database.withHandle(handle -> blocked(handle, Optional.empty()));
  }

  public Optional<Blocked> find(long driver) {
    return database.withHandle(handle -> blocked(handle, Optional.of(driver)).stream().findFirst());
  }

  static List<Blocked> blocked(Handle handle, Optional<Long> driver) {
    return handle
        .createQuery(BLOCKED)
        .bind("driver", driver)
        .map(ConstructorMapper.of(Blocked.class))
        .list();
  }

  /// Lifts the block of a driver's account.
  ///
  /// @param reason why the bank was wrong; recorded with the event
  /// @return the block that was lifted; empty if the account wasn't blocked
  public Optional<Blocked> unblock(long driver, String reason, Instant now) {
    return database.inTransaction(
        TransactionIsolationLevel.READ_COMMITTED,
        handle -> {
          NamedLock.take(handle, Payout.LOCK);
          var blocked = blocked(handle, Optional.of(driver)).stream().findFirst();
          blocked.ifPresent(
              one ->
                  handle
                      .createUpdate(UNBLOCK)
                      .bind("account", one.account())
                      .bind("reason", reason)
                      .bind("now", now)
                      .execute());
          return blocked;
        });
  }
}
