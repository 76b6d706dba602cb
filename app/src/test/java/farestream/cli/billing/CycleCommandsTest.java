package farestream.cli.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.TestInstance;
import farestream.cli.console.Plural;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests of the commands `cycle` and `dispute`.
@Tag("integration")
class CycleCommandsTest {
  private final TestInstance instance = TestInstance.running();

  /// Bills the trips of other tests.
  @BeforeEach
  void bill_what_is_there() {
    instance.billOnLabTerms();
  }

  @Test
  void a_cycle_is_proposed_by_one_and_approved_by_another() {
    ride("42.26", "1");
    var proposed = instance.run("bill", "--propose");
    assertThat(proposed.out()).contains(" proposed, ", "another person must approve it");
    var cycle = lastCycle();
    assertThat(instance.run("status").out()).contains("cycle " + cycle + " waiting for approval");

    var next = instance.run("bill");
    assertThat(next.status()).isEqualTo(3);
    assertThat(next.err()).contains("is proposed and must be decided first").hasLineCount(1);
    var same = instance.run("cycle", "approve", cycle);
    assertThat(same.status()).isEqualTo(3);
    assertThat(same.err())
        .contains("farestream has proposed cycle " + cycle + ", so another person must approve it")
        .hasLineCount(1);

    var approved = instance.colleague().run("cycle", "approve", cycle);
    assertThat(approved.status()).isZero();
    assertThat(approved.out()).contains("cycle " + cycle + " closed: 1 bill, 33.81 to pay");
    assertThat(instance.run("status").out()).contains("cycle " + cycle + " closed");
    assertThat(instance.run("cycle", "show", cycle).out())
        .contains(
            "cycle " + cycle + " is closed",
            "policy lab: drivers get 0.8 of each total",
            "proposed ",
            " by farestream",
            "approved ",
            " by colleague");
    assertThat(instance.run("cycle", "reject", cycle, "--reason", "late").err())
        .contains("closed and can't be changed")
        .hasLineCount(1);
  }

  @Test
  void a_rejected_proposal_is_reported() {
    ride("10.00", "1");
    instance.run("bill", "--propose");
    var cycle = lastCycle();
    var rejected = instance.run("cycle", "reject", cycle, "--reason", "wrong day");
    assertThat(rejected.out()).contains("cycle " + cycle + " rejected, 1 bill deleted");
    var shown = instance.run("cycle", "show", cycle);
    assertThat(shown.status()).isEqualTo(3);
    assertThat(shown.err()).contains("proposed and rejected").hasLineCount(1);
    var closed = instance.run("bill");
    assertThat(closed.status()).isEqualTo(3);
    assertThat(closed.err())
        .contains("cycle " + cycle + " was proposed and rejected", "add --propose")
        .hasLineCount(1);
    assertThat(instance.run("bill", "--dry-run").out()).contains("cycle " + cycle + " would be");
    assertThat(instance.run("bill", "--propose").status()).isZero();
    assertThat(instance.colleague().run("cycle", "approve", cycle).out())
        .contains("cycle " + cycle + " closed");
  }

  @Test
  void the_default_terms_are_those_of_the_last_cycle() throws Exception {
    ride("47.76", "1");
    var first =
        instance.run("bill", "--policy", "components", "--driver-share", "0.75", "--minimum", "50");
    assertThat(first.out())
        .contains("policy components: drivers get tips, tolls and 0.75 of fare and extras")
        .contains("less than 50.00 is carried");
    ride("60.00", "1");
    var json = JsonMapper.builder().build().readTree(instance.run("bill", "--json").out());
    assertThat(json.get("policy").asText()).isEqualTo("components");
    assertThat(json.get("driverRate").decimalValue()).isEqualByComparingTo("0.75");
    assertThat(json.get("minimumPayout").decimalValue()).isEqualByComparingTo("50");
    // Leaves no carried balance to other tests.
    instance.billOnLabTerms();
  }

  @Test
  void a_disputed_charge_is_listed_resolved_and_corrected() {
    var tripInfo = ride("20.00", "4");
    instance.run("bill", "--policy", "components", "--driver-share", "0.75");
    assertThat(instance.run("dispute", "list").out()).contains(tripInfo);
    var resolved = instance.run("dispute", "resolve", tripInfo, "--won");
    assertThat(resolved.status()).isZero();
    assertThat(resolved.out()).contains(tripInfo + ", 20.00 of driver ", ": won", "billed in");
    assertThat(instance.run("dispute", "list").out()).doesNotContain(tripInfo);
    assertThat(instance.run("dispute", "resolve", tripInfo, "--won").out()).contains("won already");
    var other = instance.run("dispute", "resolve", tripInfo, "--lost");
    assertThat(other.status()).isEqualTo(3);
    assertThat(other.err()).contains("is already recorded as won").hasLineCount(1);
    assertThat(instance.run("bill").out()).contains("15.00 adjusted");
  }

  @Test
  void a_number_that_only_manual_bills_have_is_not_a_cycle() {
    instance.update(
        """
        insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_amount,
          commissions, rides_total, billing_status)
        select %d, 1, '2001-05-01', '2001-05-02', 10, 0.8, 1, 'completed'
        """
            .formatted(instance.newDriver()));
    var bills = instance.rows("select count(*) from billing where billing_cycle = 1").getFirst();
    var message =
        "cycle 1 has only %s and was not closed by ./farestream bill: see ./farestream statement --cycle 1"
            .formatted(Plural.of(Long.parseLong(bills), "manual bill"));
    for (var command : List.of("cycle show 1", "report --cycle 1")) {
      var refused = instance.run(command.split(" "));
      assertThat(refused.err()).contains(message).hasLineCount(1);
      assertThat(refused.status()).isEqualTo(3);
    }
    assertThat(instance.run("cycle", "list").out()).contains(message);
    var driver = String.valueOf(instance.newDriver());
    assertThat(instance.run("statement", "--cycle", "1", "--driver-id", driver).err())
        .contains("driver %s has none of the ".formatted(driver), " of cycle 1");
  }

  @Test
  void missing_objects_are_refused_in_one_line() {
    assertThat(instance.run("cycle", "show", "1000000").err())
        .contains("there is no cycle 1000000")
        .hasLineCount(1);
    assertThat(instance.run("dispute", "resolve", "nothing", "--won").err())
        .contains("no completed trip nothing is disputed")
        .hasLineCount(1);
    assertThat(instance.run("dispute", "resolve", "nothing").status()).isEqualTo(2);
    assertThat(instance.run("bill", "--policy", "half").err())
        .contains("--policy: policy must be lab or components, not half");
    assertThat(instance.run("bill", "--minimum", "-1").status()).isEqualTo(2);
    assertThat(instance.run("bill", "--propose", "--dry-run").status()).isEqualTo(2);
  }

  private String lastCycle() {
    return instance.rows("select max(cycle) from billing_cycle").getFirst();
  }

  /// Records a trip with this amount by a new driver.
  private String ride(String amount, String paymentType) {
    return instance.ride("" + instance.newDriver(), amount, "--payment-type", paymentType);
  }
}
