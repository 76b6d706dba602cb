package farestream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.BilledDatabase;
import farestream.billing.Billing.Outcome;
import farestream.billing.Cycles;
import farestream.billing.LabSql;
import farestream.billing.Terms;
import farestream.payout.BankAccounts;
import farestream.payout.BankMessage;
import farestream.payout.BankMessage.OfPayment;
import farestream.payout.BankMessage.Verdict;
import farestream.payout.BankMessages;
import farestream.payout.BatchFailure;
import farestream.payout.BatchPayout;
import farestream.payout.BatchPayout.Begin;
import farestream.payout.PaymentBatch;
import farestream.payout.Payout;
import farestream.payout.StoredAccount;
import farestream.stream.Decision;
import farestream.stream.LabTrip;
import farestream.stream.TripDecoder;
import farestream.trip.CompletedTrip;
import farestream.tripimport.CopyRows;
import farestream.tripimport.TripImports;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/// What happens to money, one thing after another: trips, amendments, disputes, cycles, payments,
/// and the lab's own statements. As the role of the commands, through the doors that they use
/// where there are any.
final class MoneyHistory {
  static final List<Long> DRIVERS = List.of(510909L, 528204L, 507977L, 514040L);

  /// Bills by hand are of days so far apart that no amendment moves a trip from one into another.
  private static final LocalDate FIRST_DAY_BY_HAND = LocalDate.of(2018, 1, 1);

  private static final String NTH_TRIP =
      """
      (select id from trips order by id
        offset %d %% greatest((select count(*) from trips), 1) limit 1)""";

  /// So early that no amendment brings a drop-off before it.
  private static final String EARLY = "2018-12-01T00:00:00Z";

  private final BilledDatabase database;
  private Instant cutOff = Instant.parse("2019-03-05T05:00:00Z");
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int daysByHand;
  private int trips;

  MoneyHistory(BilledDatabase database) {
    this.database = database;
  }

  /// A completed trip.
  ///
  /// @param ended after the last cut-off; negative where it comes late
  /// @param parts fare, extra, tax, tip, tolls, surcharge and what no part explains, in cents
  /// @param paymentType 0 where it is not known
  void trip(long driver, Duration ended, List<Integer> parts, int paymentType) {
    insertTrip(driver, cutOff.plus(ended), parts, paymentType);
  }

  /// @param trip the how manieth of those there are
  /// @param change what follows `set`
  void amend(int trip, String change) {
    database.run("update trips set " + change + " where id = " + NTH_TRIP.formatted(trip));
  }

  /// By its row and not by `Disputes`: of any trip, even one that is in no dispute yet.
  void resolve(int trip, boolean won) {
    database.run(
        """
        insert into dispute_resolution (trip_id, outcome, by_whom)
        select id, '%s', 'judge' from %s as trip (id) on conflict (trip_id) do nothing
        """
            .formatted(won ? "won" : "lost", NTH_TRIP.formatted(trip)));
  }

  void close(Duration length, Terms terms) {
    notRefused(database.billing(terms).close(nextCutOff(length), tick(), "one"));
  }

  /// Proposed by one, and approved by another or rejected and proposed again.
  void closeWithFourEyes(Duration length, Terms terms, boolean rejectedFirst) {
    var ends = nextCutOff(length);
    var cycles = new Cycles(database.database().commands());
    for (var again = rejectedFirst; ; again = false) {
      var outcome = database.billing(terms).propose(ends, tick(), "one");
      notRefused(outcome);
      if (!(outcome instanceof Outcome.Closed(var cycle, var _, var _, var _, var _))) {
        return;
      }
      if (!again) {
        cycles.approve(cycle.number(), tick(), "another");
        return;
      }
      cycles.reject(cycle.number(), tick(), "another", "not yet");
    }
  }

  /// Proposed and left so.
  void propose(Duration length, Terms terms) {
    notRefused(database.billing(terms).propose(nextCutOff(length), tick(), "one"));
  }

  /// The lab's billing statement for a day of its own, on whose midnight a trip ended, too.
  /// Another comes late. A bill by hand takes in no trip that is held, so they are released.
  void billByHand(long driver, List<Integer> parts) {
    var day = FIRST_DAY_BY_HAND.plusDays(10L * daysByHand++);
    insertTrip(driver, Instant.parse(day + "T00:00:00Z"), parts, 1);
    insertTrip(driver, Instant.parse(day + "T10:00:00Z"), parts, 2);
    insertTrip(driver, Instant.parse(day + "T11:00:00Z"), List.of(1001, 0, 50, 0, 0, 30, 0), 1);
    decide("released", "dropoff_datetime < '2018-12-01'");
    database.run(LabSql.billOn(day.toString()));
    insertTrip(driver, Instant.parse(day + "T12:00:00Z"), parts, 1);
  }

  /// Trips of the past in bulk, which somebody else has paid the drivers for.
  void importSettled(int many) {
    var past = new ArrayList<CompletedTrip>();
    for (var i = 0; i < many; i++) {
      var item = LabTrip.completed("settled " + ++trips).text("PICKUP_DATETIME", EARLY);
      var change = item.change(1);
      past.add(((Decision.Recording) TripDecoder.decide(change)).trip());
    }
    try (var connection = database.database().commands().getConnection()) {
      var loads = TripImports.begin(connection).orElseThrow();
      loads.load(new TripImports.Place("file", trips, true), CopyRows.of(past), TripImports.ALONE);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// One of them: no cycle looks at it.
  void amendSettled() {
    database.run(
        """
        update trips set tip_amount = tip_amount + 1, total_amount = total_amount + 1
        where id = (select max(id) from trips where trip_import is not null)
        """);
  }

  /// On everything that is held.
  void decide(String decision) {
    decide(decision, "true");
  }

  private void decide(String decision, String which) {
    database.run(
        """
        insert into trip_decision (trip_id, decision, by_whom, reason)
        select trip_id, '%s', 'one', 'seen' from held_trip where %s
        """
            .formatted(decision, which));
  }

  /// One bill, as the lab's payment statement does.
  void payByHand(int bill) {
    database
        .commands()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    insert into payment (billing_id, driver_id, billing_cycle, payment_amount,
                      payment_date, payment_id, payment_status, description)
                    select id, driver_id, billing_cycle, payable, billing_date, 7, 'completed',
                      'Payment cycle Jan 2020'
                    from (select * from %1$s) as due order by id
                    offset ? %% greatest((select count(*) from %1$s), 1) limit 1
                    """
                        .formatted(PAYABLE),
                    bill));
  }

  /// All bills at once.
  void pay() {
    new Payout(database.database().commands()).pay(tick(), "one");
  }

  /// A bank file for those that are payable to the first drivers.
  void submit(int drivers) {
    begin(drivers, (payout, batch) -> payout.finish(batch, "ab", tick(), "one"));
  }

  /// One that is begun and never sent.
  void giveUp(int drivers) {
    begin(drivers, (_, _) -> {});
    writeOff();
  }

  /// What is under way of the last bank file, if there is one.
  void writeOff() {
    database
        .commands()
        .withHandle(
            handle ->
                handle
                    .createQuery("select message_id from payment_batch order by id desc limit 1")
                    .mapTo(String.class)
                    .findOne())
        .ifPresent(
            id -> new BatchFailure(database.database().commands()).fail(id, "why", tick(), "one"));
  }

  private void begin(int drivers, BiConsumer<BatchPayout, PaymentBatch> then) {
    for (var driver : DRIVERS.subList(0, drivers)) {
      giveAccount(driver.toString());
    }
    giveAccount("null");
    try (var payout = new BatchPayout(database.database().commands())) {
      var order = new BatchPayout.Order(tick(), Optional.empty(), "one");
      if (payout.begin(order, (batch, transfers) -> {})
          instanceof Begin.Begun(var batch, _, _, _)) {
        then.accept(payout, batch);
      }
    }
  }

  /// Another holder, so that it is another account.
  void giveAccount(long driver, int holder) {
    var account =
        new StoredAccount(
            "holder " + holder,
            Optional.of("DE02120300000000202051"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    new BankAccounts(database.database().commands())
        .add(
            List.of(List.of(new BankAccounts.Given(Optional.of(driver), account))).iterator(),
            tick(),
            "one");
  }

  private void giveAccount(String driver) {
    database.run(
        """
        insert into bank_account (driver_id, holder, iban, by_whom)
        select %1$s, 'holder', 'DE02120300000000202051', 'one'
        where not exists (select from bank_account where driver_id is not distinct from %1$s)
        """
            .formatted(driver));
  }

  /// What the bank says of one payment; nothing where that can't be.
  void bankSays(int payment, String status) {
    var legal =
        switch (status) {
          case "returned" -> "payment_status in ('submitted', 'completed')";
          case "completed", "failed" -> "payment_status = 'submitted'";
          default -> throw new IllegalArgumentException(status);
        };
    var one =
        """
        (select id from payment where %1$s order by id
          offset %2$d %% greatest((select count(*) from payment where %1$s), 1) limit 1)
        """
            .formatted(legal, payment);
    database.commands().useHandle(handle -> step(handle, status, "id = " + one));
    database.run(
        """
        insert into bank_message (sha256, message_id, kind, read_at, by_whom, changes, remained)
        select 'message ' || count(*), 'of the bank', 'returns', now(), 'one', 1, 0
        from bank_message
        """);
  }

  /// The bank refuses the account of a payment, and a person says that it was wrong: else none
  /// of the drivers could be paid, who all have the same.
  void accountIsBlocked() {
    for (var event : List.of("'blocked', max(id), 'AC04'", "'unblocked', null, null")) {
      database.run(
          """
          insert into bank_account_event
            (bank_account, event, payment, code, reason, happened_at, by_whom)
          select max(bank_account), %s, 'closed', now(), 'one'
          from payment where id = (select max(id) from payment where bank_account is not null)
          """
              .formatted(event));
    }
  }

  /// A booking or a report of any payment in a bank file, whatever is on record of it.
  void bankReports(int payment, Verdict verdict) {
    var ids =
        database
            .commands()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select end_to_end_id from payment where payment_status <> 'pending'"
                                + " and end_to_end_id is not null order by id")
                        .mapTo(String.class)
                        .list());
    if (!ids.isEmpty()) {
      var said =
          new OfPayment(
              ids.get(payment % ids.size()),
              verdict,
              Optional.empty(),
              Optional.empty(),
              Optional.of(new BankMessage.Reason("AC04", Optional.empty())),
              Optional.empty());
      var at = tick();
      new BankMessages(database.database().commands())
          .read(
              new BankMessage(
                  at.toString(),
                  "M",
                  BankMessage.Kind.RETURNS,
                  Optional.empty(),
                  List.of(said),
                  List.of()),
              at,
              "bank");
    }
  }

  Audit.Report verified() {
    return new Audit(database.database().commands()).verify(Optional.empty(), _ -> {});
  }

  private static final String PAYABLE =
      """
      (select * from billing
        where payable > 0 and billing_status = 'completed' and not exists (
          select from payment
          where billing_id = billing.id and payment_status not in ('failed', 'returned'))) as bill
      """;

  private void step(Handle handle, String status, String which) {
    handle.execute(
        "update payment set payment_status = ?, status_at = ?, status_reason = 'why', by_whom = 'bank'"
            + " where "
            + which,
        status,
        utc(tick()));
  }

  private void insertTrip(long driver, Instant ended, List<Integer> parts, int paymentType) {
    var total = parts.stream().mapToInt(Integer::intValue).sum();
    database.run(
        """
        insert into trips (rider_id, driver_id, rider_email, trip_info, pickup_datetime,
          dropoff_datetime, fare_amount, extra, mta_tax, tip_amount, tolls_amount,
          improvement_surcharge, other_amount, total_amount, payment_type, status)
        values (69257, %d, 'person69257@example.com', 'trip %d', '%s', '%s',
          %d / 100.0, %d / 100.0, %d / 100.0, %d / 100.0, %d / 100.0, %d / 100.0, %d / 100.0,
          %d / 100.0, nullif(%d, 0), 'Completed')
        """
            .formatted(
                driver,
                ++trips,
                utc(ended.minus(Duration.ofDays(400))),
                utc(ended),
                parts.get(0),
                parts.get(1),
                parts.get(2),
                parts.get(3),
                parts.get(4),
                parts.get(5),
                parts.get(6),
                total,
                paymentType));
  }

  private Instant nextCutOff(Duration length) {
    cutOff = cutOff.plus(length);
    return cutOff;
  }

  private Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }

  private static java.time.LocalDateTime utc(Instant instant) {
    return java.time.LocalDateTime.ofInstant(instant, java.time.ZoneOffset.UTC);
  }

  private static void notRefused(Outcome outcome) {
    assertThat(outcome).isNotInstanceOf(Outcome.Refused.class);
  }
}
