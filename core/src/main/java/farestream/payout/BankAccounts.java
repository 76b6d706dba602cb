package farestream.payout;

import farestream.database.ColumnTypes;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// The accounts to which drivers are paid, and the platform's own account, from which they are
/// paid. The latest account of each is used. Previous accounts stay stored.
public final class BankAccounts {
  private static final String LATEST =
      """
      select holder, iban, routing_number, account_number, bic, recorded_at, actor
      from bank_account
      where driver_id = :driver or cast(:driver as bigint) is null and driver_id is null
      order by id desc limit 1
      """;

  private static final String NAMES =
      """
      select driver_id, coalesce(driver_name, '') as name from drivers where driver_id in (<drivers>)
      """;

  /// Inserts accounts unless they equal the driver's latest one. Requires that no driver appears
  /// twice in one call.
  private static final String ADD =
      """
      insert into bank_account
        (driver_id, holder, iban, routing_number, account_number, bic, added_at)
      select given.*, :now
      from unnest(cast(:drivers as bigint[]), cast(:holders as text[]), cast(:ibans as text[]),
          cast(:routingNumbers as text[]), cast(:accountNumbers as text[]), cast(:bics as text[]))
        as given (driver_id, holder, iban, routing_number, account_number, bic)
      where not exists (
        select from (
          select * from bank_account
          where driver_id = given.driver_id or given.driver_id is null and driver_id is null
          order by id desc limit 1) as latest
        where (latest.holder, latest.iban, latest.routing_number, latest.account_number, latest.bic)
          is not distinct from
            (given.holder, given.iban, given.routing_number, given.account_number, given.bic))
      """;

  private final Jdbi database;

  /// @param commands connects with the role that the commands use
  public BankAccounts(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// An account to be added.
  ///
  /// @param driverId the driver; empty for the platform's own account
  public record Given(Optional<Long> driverId, StoredAccount account) {}

  /// A stored account.
  ///
  /// @param recordedAt when it was added, by the server's clock
  /// @param actor who added it, as the database recorded it
  public record Recorded(@Nested StoredAccount account, Instant recordedAt, String actor) {}

  /// Returns the latest account of a driver.
  ///
  /// @param driverId the driver; empty for the platform's own account
  public Optional<Recorded> latest(Optional<Long> driverId) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(LATEST)
                .bind("driver", driverId)
                .map(ConstructorMapper.of(Recorded.class))
                .findOne());
  }

  /// Returns the names of those of the drivers that exist; blank for a driver without a name.
  public Map<Long, String> names(Collection<Long> drivers) {
    if (drivers.isEmpty()) {
      return Map.of();
    }
    return database.withHandle(
        handle ->
            handle
                .createQuery(NAMES)
                .bindList("drivers", List.copyOf(drivers))
                .map((row, _) -> Map.entry(row.getLong("driver_id"), row.getString("name")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /// Adds accounts in one transaction: if reading them fails, none is added.
  ///
  /// @param accounts batches of accounts, each read after the previous one has been written. No
  ///     driver may appear twice in a batch.
  /// @return the number of accounts added; accounts equal to the driver's latest are skipped
  public int add(Iterator<List<Given>> accounts, Instant now) {
    return database.inTransaction(
        handle -> {
          var added = 0;
          while (accounts.hasNext()) {
            added += add(handle, accounts.next(), now);
          }
          return added;
        });
  }

  private static int add(Handle handle, List<Given> accounts, Instant now) {
    return handle
        .createUpdate(ADD)
        .bind("drivers", column(accounts, given -> given.driverId().map(String::valueOf)))
        .bind("holders", column(accounts, given -> Optional.of(given.account().holder())))
        .bind("ibans", column(accounts, given -> given.account().iban()))
        .bind("routingNumbers", column(accounts, given -> given.account().routingNumber()))
        .bind("accountNumbers", column(accounts, given -> given.account().accountNumber()))
        .bind("bics", column(accounts, given -> given.account().bic()))
        .bind("now", now)
        .execute();
  }

  private static String[] column(List<Given> accounts, Function<Given, Optional<String>> value) {
    return accounts.stream().map(given -> value.apply(given).orElse(null)).toArray(String[]::new);
  }
}
