package farestream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.BilledDatabase;
import farestream.billing.Billing.Outcome;
import farestream.billing.Cycles;
import farestream.billing.LabSql;
import farestream.billing.Terms;
import farestream.payout.BankAccounts;
import farestream.payout.BankMessage;
import farestream.payout.BankMessage.ReportedPayment;
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

/// Writes a history of money step by step: trips, amendments, disputes, cycles, payments and the
/// lab's own statements, as the role and with the classes of the commands.
final class MoneyHistory {
  static final List<Long> DRIVERS = List.of(510909L, 528204L, 507977L, 514040L);

  /// The periods of manual bills are so far apart that no amendment moves a trip from one into
  /// another.
  private static final LocalDate FIRST_MANUAL_DAY = LocalDate.of(2018, 1, 1);

  private static final String NTH_TRIP =
      """
      (select id from trips order by id
        offset %d %% greatest((select count(*) from trips), 1) limit 1)""";

  /// A pick-up so early that no amendment moves the drop-off before it.
  private static final String EARLY = "2018-12-01T00:00:00Z";

  private final BilledDatabase database;
  private Instant cutOff = Instant.parse("2019-03-05T05:00:00Z");
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int manualDays;
  private int trips;

  MoneyHistory(BilledDatabase database) {
    this.database = database;
  }

  /// Inserts a completed trip.
  ///
  /// @param ended the time from the last cut-off to the drop-off; negative for a late trip
  /// @param parts fare, extra, tax, tip, tolls, surcharge and other amount, in cents
  /// @param paymentType 0 if it is unknown
  void trip(long driver, Duration ended, List<Integer> parts, int paymentType) {
    insertTrip(driver, cutOff.plus(ended), parts, paymentType);
  }

  /// Amends a trip.
  ///
  /// @param trip the position of the trip by id, modulo the number of trips
  /// @param change the assignments of the UPDATE
  void amend(int trip, String change) {
    database.run("update trips set " + change + " where id = " + NTH_TRIP.formatted(trip));
  }

  /// Inserts the resolution of a dispute directly, since `Disputes` would reject trips that aren't
  /// disputed.
  void resolve(int trip, boolean won) {
    database.run(
        """
        insert into dispute_resolution (trip_id, outcome)
        select id, '%s' from %s as trip (id) on conflict (trip_id) do nothing
        """
            .formatted(won ? "won" : "lost", NTH_TRIP.formatted(trip)));
  }

  void close(Duration length, Terms terms) {
    notRefused(database.billing(terms).close(nextCutOff(length), tick()));
  }

  /// Proposes a cycle, optionally has it rejected and proposes it again, and has another person
  /// approve it.
  void closeWithFourEyes(Duration length, Terms terms, boolean rejectedFirst) {
    var ends = nextCutOff(length);
    var cycles = new Cycles(database.database().commands());
    var colleague = new Cycles(database.database().colleague());
    for (var reject = rejectedFirst; ; reject = false) {
      var outcome = database.billing(terms).propose(ends, tick());
      notRefused(outcome);
      if (!(outcome instanceof Outcome.Closed(var cycle, var _, var _, var _, var _))) {
        return;
      }
      if (!reject) {
        colleague.approve(cycle.number(), tick());
        return;
      }
      cycles.reject(cycle.number(), "not yet");
    }
  }

  /// Proposes a cycle without a decision.
  void propose(Duration length, Terms terms) {
    notRefused(database.billing(terms).propose(nextCutOff(length), tick()));
  }

  /// Runs the lab's billing statement for a day of its own. One trip ends exactly at midnight and
  /// another arrives late. Held trips are released first, or the bill would be rejected.
  void billManually(long driver, List<Integer> parts) {
    var day = FIRST_MANUAL_DAY.plusDays(10L * manualDays++);
    insertTrip(driver, Instant.parse(day + "T00:00:00Z"), parts, 1);
    insertTrip(driver, Instant.parse(day + "T10:00:00Z"), parts, 2);
    insertTrip(driver, Instant.parse(day + "T11:00:00Z"), List.of(1001, 0, 50, 0, 0, 30, 0), 1);
    decide("released", "dropoff_datetime < '2018-12-01'");
    database.run(LabSql.billOn(day.toString()));
    insertTrip(driver, Instant.parse(day + "T12:00:00Z"), parts, 1);
  }

  /// Imports past trips whose drivers were paid elsewhere.
  void importSettled(int many) {
    var past = new ArrayList<CompletedTrip>();
    for (var i = 0; i < many; i++) {
      var item = LabTrip.completed("settled " + ++trips).text("PICKUP_DATETIME", EARLY);
      var change = item.change(1);
      past.add(((Decision.Recording) TripDecoder.decide(change)).trip());
    }
    try (var connection = database.sessions().getConnection()) {
      var start = new TripImports.LoadStart("file", trips, true);
      TripImports.begin(connection).orElseThrow().load(start, CopyRows.of(past), TripImports.ALONE);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Amends an imported trip, which no cycle processes.
  void amendSettled() {
    database.run(
        """
        update trips set tip_amount = tip_amount + 1, total_amount = total_amount + 1
        where id = (select max(id) from trips where trip_import is not null)
        """);
  }

  /// Decides on all held trips.
  void decide(String decision) {
    decide(decision, "true");
  }

  private void decide(String decision, String which) {
    database.run(
        """
        insert into trip_decision (trip_id, decision, reason)
        select trip_id, '%s', 'seen' from held_trip where %s
        """
            .formatted(decision, which));
  }

  /// Pays one bill as the lab's payment statement does.
  void payManually(int bill) {
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

  /// Pays all bills at once.
  void pay() {
    new Payout(database.database().commands()).pay(tick());
  }

  /// Creates and finishes a bank file for the first drivers.
  void submit(int drivers) {
    begin(drivers, (payout, batch) -> payout.finish(batch, "ab", tick()));
  }

  /// Creates a bank file and declares it failed before it is finished.
  void abandon(int drivers) {
    begin(drivers, (_, _) -> {});
    failBatch();
  }

  /// Declares the last bank file failed, if there is one.
  void failBatch() {
    database
        .commands()
        .withHandle(
            handle ->
                handle
                    .createQuery("select message_id from payment_batch order by id desc limit 1")
                    .mapTo(String.class)
                    .findOne())
        .ifPresent(id -> new BatchFailure(database.database().commands()).fail(id, "why", tick()));
  }

  private void begin(int drivers, BiConsumer<BatchPayout, PaymentBatch> then) {
    for (var driver : DRIVERS.subList(0, drivers)) {
      addAccount(driver.toString());
    }
    addAccount("null");
    try (var payout = new BatchPayout(database.sessions())) {
      var order = new BatchPayout.Order(tick(), Optional.empty());
      if (payout.begin(order, (batch, transfers) -> {})
          instanceof Begin.Begun(var batch, _, _, _)) {
        then.accept(payout, batch);
      }
    }
  }

  /// Adds an account with another holder, so that it differs from the previous one.
  void addAccount(long driver, int holder) {
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
            tick());
  }

  private void addAccount(String driver) {
    database.run(
        """
        insert into bank_account (driver_id, holder, iban)
        select %1$s, 'holder', 'DE02120300000000202051'
        where not exists (select from bank_account where driver_id is not distinct from %1$s)
        """
            .formatted(driver));
  }

  /// Changes the status of a payment that allows it, if there is one.
  void changeStatus(int payment, String status) {
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
        insert into bank_message (sha256, message_id, kind, read_at, changes, remained)
        select 'message ' || count(*), 'of the bank', 'returns', now(), 1, 0
        from bank_message
        """);
  }

  /// Blocks the account of a payment and lifts the block again. All drivers have the same account,
  /// so none could be paid otherwise.
  void blockAndUnblockAccount() {
    for (var event : List.of("'blocked', max(id), 'AC04'", "'unblocked', null, null")) {
      database.run(
          """
          insert into bank_account_event
            (bank_account, event, payment, code, reason, happened_at)
          select max(bank_account), %s, 'closed', now()
          from payment where id = (select max(id) from payment where bank_account is not null)
          """
              .formatted(event));
    }
  }

  /// Reads a bank message on any payment of a bank file, whatever its state.
  void readMessage(int payment, Verdict verdict) {
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
      var reported =
          new ReportedPayment(
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
                  List.of(reported),
                  List.of()),
              at);
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
        "update payment set payment_status = ?, status_at = ?, status_reason = 'why'"
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
