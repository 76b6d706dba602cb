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

/// The accounts that drivers are paid to, and the platform's own, which they are paid from. The
/// latest that was given counts, and those before stay on record.
public final class BankAccounts {
  private static final String LATEST =
      """
      select holder, iban, routing_number, account_number, bic, added_at, by_whom
      from bank_account
      where driver_id = :driver or cast(:driver as bigint) is null and driver_id is null
      order by id desc limit 1
      """;

  private static final String NAMES =
      """
      select driver_id, coalesce(driver_name, '') as name from drivers where driver_id in (<drivers>)
      """;

  /// A driver is in a batch once.
  private static final String ADD =
      """
      insert into bank_account
        (driver_id, holder, iban, routing_number, account_number, bic, added_at, by_whom)
      select given.*, :now, :byWhom
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

  /// @param commands as the role that the commands use
  public BankAccounts(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// @param driverId empty for the platform's own
  public record Given(Optional<Long> driverId, StoredAccount account) {}

  /// @param byWhom the person who gave it
  public record Recorded(@Nested StoredAccount account, Instant addedAt, String byWhom) {}

  /// @param driverId empty for the platform's own
  public Optional<Recorded> latest(Optional<Long> driverId) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(LATEST)
                .bind("driver", driverId)
                .map(ConstructorMapper.of(Recorded.class))
                .findOne());
  }

  /// The names of those drivers that there are; blank where one has none.
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

  /// All of them or, if reading them fails half-way, none.
  ///
  /// @param accounts by the batch, each read when the one before is written
  /// @return how many were added; one that is the driver's already is not
  public int add(Iterator<List<Given>> accounts, Instant now, String byWhom) {
    return database.inTransaction(
        handle -> {
          var added = 0;
          while (accounts.hasNext()) {
            added += add(handle, accounts.next(), now, byWhom);
          }
          return added;
        });
  }

  private static int add(Handle handle, List<Given> accounts, Instant now, String byWhom) {
    return handle
        .createUpdate(ADD)
        .bind("drivers", column(accounts, given -> given.driverId().map(String::valueOf)))
        .bind("holders", column(accounts, given -> Optional.of(given.account().holder())))
        .bind("ibans", column(accounts, given -> given.account().iban()))
        .bind("routingNumbers", column(accounts, given -> given.account().routingNumber()))
        .bind("accountNumbers", column(accounts, given -> given.account().accountNumber()))
        .bind("bics", column(accounts, given -> given.account().bic()))
        .bind("now", now)
        .bind("byWhom", byWhom)
        .execute();
  }

  private static String[] column(List<Given> accounts, Function<Given, Optional<String>> value) {
    return accounts.stream().map(given -> value.apply(given).orElse(null)).toArray(String[]::new);
  }
}
