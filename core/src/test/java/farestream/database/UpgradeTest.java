package farestream.database;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.audit.Audit;
import farestream.billing.Billing;
import farestream.billing.DriverBill;
import farestream.billing.LabSql;
import farestream.billing.Terms;
import farestream.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// A database that was billed and paid before there were shares, states, a journal and seals.
class UpgradeTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private static final String TRIPS =
      """
      insert into trips (rider_id, driver_id, rider_email, trip_info, pickup_datetime,
        dropoff_datetime, fare_amount, extra, mta_tax, tip_amount, tolls_amount,
        improvement_surcharge, total_amount, status)
      select 69257, driver, 'person69257@example.com', ended::text || driver, ended, ended, total,
        0, 0, 0, 0, 0, total, 'Completed'
      from (values
        (510909, timestamp '2019-03-05 14:00', 0.03), (510909, timestamp '2019-03-05 15:00', 0.03),
        (528204, timestamp '2019-03-05 14:00', 10.00), (510909, timestamp '2019-03-06 14:00', 5.00),
        (507977, timestamp '2019-03-04 14:00', 7.00)) as trip (driver, ended, total)
      """;

  private static final String CYCLE =
      """
      insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_date,
        billing_amount, commissions, description, rides_total, billing_status, made_by)
      select driver_id, 2, '2019-03-05', '2019-03-06', '2019-03-06 01:00', sum(total_amount), 0.8,
        'billing cycle 2', count(*), 'completed', 'farestream'
      from trips where dropoff_datetime between '2019-03-05' and '2019-03-06'
      group by driver_id order by driver_id;
      insert into billing_line
      select trips.id, billing.id, total_amount
      from trips join billing using (driver_id)
      where made_by = 'farestream' and dropoff_datetime between '2019-03-05' and '2019-03-06';
      insert into billing_cycle (cycle, starts_at, ends_at, zone, driver_share, closed_at)
      values (2, '2019-03-05', '2019-03-06', 'UTC', 0.8, '2019-03-06 01:00')
      """;

  private static final String ACCOUNT =
      """
      insert into bank_account (driver_id, holder, routing_number, account_number, by_whom)
      values (510909, 'holder', '021000021', '1234567890', 'somebody')
      """;

  @Test
  void what_was_billed_and_paid_before_is_proved_and_goes_on() throws Exception {
    var database = migratedTo("7");
    var owner = ColumnTypes.jdbi(database.owner());
    owner.useHandle(
        handle -> {
          handle.execute(TRIPS);
          handle.execute(LabSql.billOn("2019-03-04"));
          handle.execute(CYCLE);
          handle.execute(LabSql.PAY);
          handle.execute("update trips set total_amount = 20 where driver_id = 528204");
        });

    Schema.migrate(database.owner());

    assertThat(audited(database)).isInstanceOf(Audit.Outcome.Proved.class);
    var closed =
        new Billing(database.commands(), ZoneId.of("UTC"), Terms.LAB)
            .close(Instant.parse("2019-03-07T00:00:00Z"), NOW, "tester");
    assertThat(((Billing.Outcome.Closed) closed).bills())
        .extracting(DriverBill::payable)
        .containsExactly(Money.of("4.00"), Money.of("8.00"));
    assertThat(audited(database)).isInstanceOf(Audit.Outcome.Proved.class);
  }

  /// As they are: what was tampered with before is not found by its seal.
  @Test
  void what_was_there_before_there_were_seals_is_sealed() throws Exception {
    var database = migratedTo("11");
    var owner = ColumnTypes.jdbi(database.owner());
    owner.useHandle(
        handle -> {
          handle.execute(TRIPS);
          handle.execute(LabSql.billOn("2019-03-04"));
          handle.execute(LabSql.PAY);
          handle.execute(ACCOUNT);
        });

    Schema.migrate(database.owner());

    assertThat(audited(database)).isInstanceOf(Audit.Outcome.Proved.class);
    owner.useHandle(
        handle -> {
          handle.execute("alter table bank_account disable trigger user");
          handle.execute("update bank_account set account_number = '1'");
        });
    assertThat(audited(database)).isInstanceOf(Audit.Outcome.Disproved.class);
  }

  private static TestDatabase migratedTo(String version) {
    var database = TestDatabase.empty();
    Flyway.configure()
        .dataSource(database.owner())
        .locations("classpath:db/migration")
        .target(version)
        // Privileges are of the newest schema only.
        .repeatableSqlMigrationPrefix("none")
        .load()
        .migrate();
    return database;
  }

  private static Audit.Outcome audited(TestDatabase database) {
    return new Audit(database.commands()).verify(Optional.empty(), _ -> {}).outcome();
  }
}
