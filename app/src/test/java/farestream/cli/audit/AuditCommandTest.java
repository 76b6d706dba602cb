package farestream.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.TestInstance;
import farestream.config.LocalSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Uses an instance of its own: on the shared one, other tests insert manual bills without trips,
/// which an audit reports.
@org.junit.jupiter.api.TestInstance(Lifecycle.PER_CLASS)
@Tag("integration")
class AuditCommandTest {
  private static final String OTHER_HEAD = "1:" + "0".repeat(64);

  private final LocalSystem system = LocalSystem.startTemporary("aws-db-workshop-trips");
  private final TestInstance instance = TestInstance.of(system.environment());

  @AfterAll
  void stop() {
    system.close();
  }

  @Test
  void bills_and_payments_are_proved_and_the_head_is_printed() {
    billed();
    var proved = instance.run("audit", "verify");
    assertThat(proved.err()).isEmpty();
    assertThat(proved.status()).isZero();
    assertThat(proved.out())
        .containsPattern("(?m)^ lines +\\| +[1-9]\\d* \\| +\\d+\\.\\d\\d$")
        .contains("proved: trips, lines, bills, payments and journal agree to the cent")
        .containsPattern("(?m)^head of the chain: [1-9]\\d*:[0-9a-f]{64}$")
        .endsWith(
            "without --expect-head, the audit can't detect that the newest entries were deleted\n");
  }

  @Test
  void who_did_what_is_listed() throws Exception {
    billed();
    assertThat(instance.run("audit", "log").out())
        .containsPattern("\\| farestream +\\| farestream +\\| closed +\\| .*cycle");
    assertThat(instance.run("audit", "log", "--actor", "nobody").out()).isEqualTo("no acts\n");
    var newest =
        JsonMapper.builder()
            .build()
            .readTree(instance.run("audit", "log", "--limit", "1", "--json").out());
    assertThat(newest).hasSize(1);
    assertThat(newest.get(0).get("login").asText()).isEqualTo("farestream");
  }

  @Test
  void an_earlier_head_is_found_and_another_is_not() throws Exception {
    billed();
    var json =
        JsonMapper.builder().build().readTree(instance.run("audit", "verify", "--json").out());
    assertThat(json.get("proved").asBoolean()).isTrue();
    var head = json.get("head");
    var noted = head.get("posting").asText() + ":" + head.get("digest").asText();
    billed();
    var found = instance.run("audit", "verify", "--expect-head", noted);
    assertThat(found.status()).isZero();
    assertThat(found.out()).doesNotContain("without --expect-head");

    var refused = instance.run("audit", "verify", "--expect-head", OTHER_HEAD);
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err())
        .contains(
            "not proved, journal: the journal differs from the noted chain head:"
                + " journal_posting 1: digest is ",
            ", and should be 0000")
        .hasLineCount(1);
    assertThat(refused.out())
        .contains("checked")
        .containsPattern("(?m)^first, journal: the journal differs from the noted chain head: ")
        .doesNotContain("head of the chain", "then, ");
    var asJson = instance.run("audit", "verify", "--expect-head", OTHER_HEAD, "--json");
    assertThat(asJson.status()).isEqualTo(3);
    assertThat(asJson.out())
        .contains(
            "\"proved\" : false",
            "\"step\" : \"journal\"",
            "\"first\" : true",
            "\"journal_posting\" : \"1\"");
  }

  @Test
  void an_invalid_head_is_wrong_usage() {
    var wrong = instance.run("audit", "verify", "--expect-head", "12:abc");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("--expect-head '12:abc' doesn't have the form N:DIGEST")
        .hasLineCount(1);
  }

  @Test
  void an_unreachable_server_is_reported() {
    var away = instance.with("PGPORT", "1").run("audit", "verify");
    assertThat(away.status()).isEqualTo(4);
    assertThat(away.err()).contains("PostgreSQL can't be reached").hasLineCount(1);
  }

  /// Records, bills and pays a trip.
  private void billed() {
    instance.ride("" + instance.newDriver(), "42.26");
    assertThat(instance.run("bill").status()).isZero();
    assertThat(instance.run("pay").status()).isZero();
  }
}
