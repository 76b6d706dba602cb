package farestream.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A named condition (`R__conditions.sql`) has the same plan as the condition that it stands for,
/// including the use of partial indexes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("integration")
class ConditionsTest {
  private Statement statement;

  @BeforeAll
  void connect() throws SQLException {
    statement = TestDatabase.fresh().commands().getConnection().createStatement();
    statement.execute("set enable_seqscan = off; set enable_bitmapscan = off");
  }

  @AfterAll
  void disconnect() throws SQLException {
    statement.getConnection().close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a_bill_is_paid_once | select from payment where billing_id = 7 and payment_counts(payment_status) \
          | select from payment where billing_id = 7 and payment_status not in ('failed', 'returned', 'duplicate')
          Conflict Arbiter Indexes: a_bill_is_paid_once | insert into payment (billing_id, driver_id, payment_amount) values (1, 1, 1) \
          on conflict (billing_id) where payment_counts(payment_status) do nothing \
          | insert into payment (billing_id, driver_id, payment_amount) values (1, 1, 1) \
          on conflict (billing_id) where payment_status not in ('failed', 'returned', 'duplicate') do nothing
          payment_batch_payments | select from payment where batch_id = 7 and payment_is_under_way(payment_status) \
          | select from payment where batch_id = 7 and payment_status in ('pending', 'submitted')
          one_batch_is_unfinished | select from payment_batch where is_unfinished(payment_batch) \
          | select from payment_batch where written_at is null and abandoned_at is null
          quarantine_open | select id from quarantine where is_open(quarantine) order by id desc limit 5 \
          | select id from quarantine where resolved_at is null order by id desc limit 5
          quarantine_open_trip | select from quarantine as record where rider_email = 'a' and is_open(record) \
          | select from quarantine as record where rider_email = 'a' and resolved_at is null
          trips_disputed | select from trips where payment_type = 4 and is_billable(trips) and trip_info = 'a' \
          | select from trips where payment_type = 4 and status = 'Completed' and trip_import is null and trip_info = 'a'
          trips_driver_dropoff | select from billing as manual join trips using (driver_id) \
          where manual.id = 7 and is_in_period(dropoff_datetime, manual.billing_start, manual.billing_end) \
          | select from billing as manual join trips using (driver_id) \
          where manual.id = 7 and dropoff_datetime > manual.billing_start and dropoff_datetime < manual.billing_end
          a_cycle_has_one_end | select from billing join closed_cycle on cycle = billing_cycle where id = 7 \
          | select from billing join billing_cycle on cycle = billing_cycle and status = 'closed' where id = 7
          billing_manual | select from trips where is_billable(trips) and not exists (select from unitemized_bill as manual \
          where manual.driver_id = trips.driver_id \
          and is_in_period(trips.dropoff_datetime, manual.billing_start, manual.billing_end)) \
          | select from trips where status = 'Completed' and trip_import is null and not exists (select from billing \
          where made_by = 'manual' and billing.driver_id = trips.driver_id \
          and trips.dropoff_datetime > billing_start and trips.dropoff_datetime < billing_end \
          and not exists (select from billing_line where billing_id = billing.id))
          """)
  void a_named_condition_has_the_plan_of_its_definition(String index, String named, String inlined)
      throws SQLException {
    assertThat(plan(named)).contains(index).isEqualTo(plan(inlined));
  }

  private String plan(String query) throws SQLException {
    var plan = new StringBuilder();
    try (var rows = statement.executeQuery("explain (costs off) " + query)) {
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }
}
