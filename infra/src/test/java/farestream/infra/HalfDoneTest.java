package farestream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests on moto that deploy and undo recover from a deployment or a removal that failed
/// half-way.
@Tag("slow")
class HalfDoneTest {
  private static final String INFRASTRUCTURE = "farestream-infrastructure";

  private Moto moto;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    moto = Moto.start(folder);
  }

  @AfterEach
  void stop() {
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  void after_a_failed_first_deployment_the_next_one_starts_over() throws IOException {
    failHalfWay();
    moto.respond("{\"errorMessage\":\"Migration V1 failed\"}");
    var next = moto.deploy();
    assertThat(next.text())
        .contains("removing " + INFRASTRUCTURE, "Migration V1 failed", "fix the cause")
        .doesNotContain("previous function");
    moto.respond("{\"applied\":[],\"version\":\"7\"}");
    assertSuccess(moto.deploy(), "done: ");
  }

  @Test
  void a_failed_first_deployment_can_be_undone() throws IOException {
    failHalfWay();
    assertSuccess(moto.script("undo", "--yes"), "removed.");
    assertNothingIsLeft();
  }

  @Test
  void undo_has_a_dry_run_and_completes_a_failed_undo() throws IOException {
    assertSuccess(moto.deploy(), "done: ");
    assertSuccess(moto.script("undo", "--dry-run", "--yes"), INFRASTRUCTURE + "\tCREATE_COMPLETE");
    assertThat(moto.aws("dynamodb", "list-tables").path("TableNames")).hasSize(2);
    assertThat(moto.aws("cloudformation", "describe-stacks").path("Stacks")).hasSize(3);

    moto.failRemoving(INFRASTRUCTURE);
    var failed = moto.script("undo", "--yes");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.text()).contains(INFRASTRUCTURE + " could not be removed");
    var deployed = moto.deploy();
    assertThat(deployed.status()).isEqualTo(3);
    assertThat(deployed.text()).contains("partly removed; run infra/deploy undo");

    moto.stopFailing();
    assertSuccess(moto.script("undo", "--yes"), "removed.");
    assertNothingIsLeft();
    assertSuccess(moto.script("undo", "--yes"), "Farestream is not deployed");
  }

  private void failHalfWay() throws IOException {
    moto.failCreating(INFRASTRUCTURE);
    var failed = moto.deploy();
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.text()).contains("stack " + INFRASTRUCTURE + " failed");
    assertThat(moto.aws("rds", "describe-db-clusters").path("DBClusters")).hasSize(1);
    moto.stopFailing();
  }

  private static void assertSuccess(InfraTool.Result result, String text) {
    assertThat(result.status()).as(result.text()).isZero();
    assertThat(result.text()).contains(text);
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(moto.aws("cloudformation", "describe-stacks").path("Stacks")).isEmpty();
    assertThat(moto.aws("dynamodb", "list-tables").path("TableNames")).isEmpty();
    assertThat(moto.aws("rds", "describe-db-clusters").path("DBClusters")).isEmpty();
    assertThat(moto.aws("s3api", "list-buckets").path("Buckets")).isEmpty();
  }
}
