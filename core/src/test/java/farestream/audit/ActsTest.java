package farestream.audit;

import static farestream.billing.BilledDatabase.DRIVER;
import static farestream.billing.BilledDatabase.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import farestream.billing.BilledDatabase;
import farestream.billing.Billing;
import farestream.billing.Cycles;
import farestream.billing.Terms;
import farestream.payout.Payout;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class ActsTest {
  private static final Instant END_OF_DAY = Instant.parse("2019-03-06T00:00:00Z");

  private final BilledDatabase database = new BilledDatabase();
  private final Acts acts = new Acts(database.database().commands());

  @Test
  void every_table_that_records_an_actor_is_in_the_log() {
    var jdbi = Jdbi.create(database.database().owner());
    var recording =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select table_name from information_schema.columns
                          join information_schema.tables using (table_schema, table_name)
                        where table_schema = 'public' and table_type = 'BASE TABLE'
                          and column_name = 'actor'
                        """)
                    .mapTo(String.class)
                    .list());
    var read =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select table_name from information_schema.view_table_usage
                        where view_name = 'act'
                        """)
                    .mapTo(String.class)
                    .list());

    assertThat(recording).hasSizeGreaterThan(10).isSubsetOf(read);
  }

  @Test
  void a_proposal_its_approval_and_the_payments_are_listed_with_who_did_them() {
    database.trip(DRIVER, "2019-03-05T12:00:00Z", "42.26");
    var commands = database.database().commands();
    new Billing(commands, ZoneOffset.UTC, Terms.LAB).propose(END_OF_DAY, NOW);
    new Cycles(database.database().colleague()).approve(2, NOW);
    new Payout(commands).pay(NOW);

    assertThat(lines(Optional.of("farestream")))
        .contains("farestream proposed cycle 2", "farestream completed payment 200001 33.81")
        .noneMatch(line -> line.contains("approved"));
    assertThat(lines(Optional.of("colleague"))).containsExactly("colleague approved cycle 2");
    assertThat(acts.newest(Optional.empty(), 1)).hasSize(1);
  }

  @Test
  void many_acts_of_one_kind_within_a_minute_are_one_line() {
    database.run(
        """
        insert into riders (rider_id, rider_name, rider_email)
        select number, 'p' || number, 'p' || number || '@example.com' from generate_series(1, 100) as number
        """);

    // A minute may end in between.
    assertThat(lines(Optional.of("farestream")))
        .anySatisfy(line -> assertThat(line).matches("farestream added \\d+ riders"))
        .hasSizeLessThan(10);
  }

  private List<String> lines(Optional<String> actor) {
    return acts.newest(actor, 100).stream()
        .map(
            act ->
                "%s %s %s%s"
                    .formatted(
                        act.actor(),
                        act.act(),
                        act.object(),
                        act.amount().map(amount -> " " + amount).orElse("")))
        .toList();
  }
}
