package farestream.payout;

import farestream.database.ColumnTypes;
import farestream.money.Money;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/// Reads payments with their events, accounts and totals.
public final class Payments {
  private static final String FILTERED =
      """
      from payment left join payment_batch on payment_batch.id = batch_id
      where (cast(:cycle as integer) is null or billing_cycle = :cycle)
        and (cast(:status as text) is null or payment_status = :status)
        and (cast(:messageId as text) is null or message_id = :messageId)
        and (cast(:id as bigint) is null or payment.id = :id)
      """;

  private static final String SELECT =
      """
      select payment.id, billing_id as bill_id, driver_id, billing_cycle as cycle,
        payment_amount as amount, payment_status as status, status_at, status_reason,
        payment.actor, made_by, message_id, end_to_end_id
      """
          + FILTERED
          + "order by payment.id desc limit :limit";

  private static final String TOTALS =
      """
      select payment_status as status, count(*) as payments, sum(payment_amount) as amount
      """
          + FILTERED
          + "group by payment_status order by payment_status";

  private static final String EVENTS =
      """
      select happened_at, previous, status, reason, actor from payment_event
      where payment = :id order by id
      """;

  private static final String ACCOUNT =
      """
      select holder, iban, routing_number, account_number, bic
      from bank_account join payment on bank_account = bank_account.id where payment.id = :id
      """;

  private final Jdbi database;

  /// @param commands connects with the role that the commands use
  public Payments(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// Selects payments. Empty components match any value.
  ///
  /// @param messageId the id of the payment's batch
  public record Filter(
      Optional<Integer> cycle, Optional<String> status, Optional<String> messageId) {}

  public record Total(String status, long payments, Money amount) {}

  /// Returns the matching payments, newest first.
  public List<RecordedPayment> list(Filter filter, int limit) {
    return database.withHandle(
        handle ->
            bound(handle.createQuery(SELECT), filter, Optional.empty())
                .bind("limit", limit)
                .map(ConstructorMapper.of(RecordedPayment.class))
                .list());
  }

  /// Returns the number and sum of the matching payments by status.
  public List<Total> totals(Filter filter) {
    return database.withHandle(
        handle ->
            bound(handle.createQuery(TOTALS), filter, Optional.empty())
                .map(ConstructorMapper.of(Total.class))
                .list());
  }

  public Optional<RecordedPayment> find(long id) {
    var any = new Filter(Optional.empty(), Optional.empty(), Optional.empty());
    return database.withHandle(
        handle ->
            bound(handle.createQuery(SELECT), any, Optional.of(id))
                .bind("limit", 1)
                .map(ConstructorMapper.of(RecordedPayment.class))
                .findOne());
  }

  /// Returns the events of a payment in chronological order.
  public List<RecordedPayment.Event> events(long id) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(EVENTS)
                .bind("id", id)
                .map(ConstructorMapper.of(RecordedPayment.Event.class))
                .list());
  }

  /// Returns the account to which a payment goes, or empty if it is in no bank file.
  public Optional<StoredAccount> account(long id) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(ACCOUNT)
                .bind("id", id)
                .map(ConstructorMapper.of(StoredAccount.class))
                .findOne());
  }

  private static <S extends SqlStatement<S>> S bound(S query, Filter filter, Optional<Long> id) {
    return query
        .bind("cycle", filter.cycle())
        .bind("status", filter.status())
        .bind("messageId", filter.messageId())
        .bind("id", id);
  }
}
