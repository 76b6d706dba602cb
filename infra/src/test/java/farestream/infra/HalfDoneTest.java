package farestream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left when making or removing stops half-way, on moto: the same two commands go on from
/// there.
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
  void after_a_first_deployment_that_failed_the_next_one_begins_anew() throws IOException {
    failHalfWay();
    moto.functionAnswers("{\"errorMessage\":\"Migration V1 failed\"}");
    var next = moto.deploy();
    assertThat(next.text())
        .contains("removing " + INFRASTRUCTURE, "Migration V1 failed", "Put it right")
        .doesNotContain("old function");
    moto.functionAnswers("{\"applied\":[],\"version\":\"7\"}");
    succeeds(moto.deploy(), "done: ");
  }

  @Test
  void a_first_deployment_that_failed_can_be_undone() throws IOException {
    failHalfWay();
    succeeds(moto.script("undo", "--yes"), "removed.");
    nothingIsLeft();
  }

  @Test
  void undo_can_be_tried_and_ends_what_an_undo_before_it_could_not() throws IOException {
    succeeds(moto.deploy(), "done: ");
    succeeds(moto.script("undo", "--dry-run", "--yes"), INFRASTRUCTURE + "\tCREATE_COMPLETE");
    assertThat(moto.aws("dynamodb", "list-tables").path("TableNames")).hasSize(2);
    assertThat(moto.aws("cloudformation", "describe-stacks").path("Stacks")).hasSize(3);

    moto.failsToRemove(INFRASTRUCTURE);
    var failed = moto.script("undo", "--yes");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.text()).contains(INFRASTRUCTURE + " could not be removed");
    var deployed = moto.deploy();
    assertThat(deployed.status()).isEqualTo(3);
    assertThat(deployed.text()).contains("half removed: infra/deploy undo");

    moto.failsNoMore();
    succeeds(moto.script("undo", "--yes"), "removed.");
    nothingIsLeft();
    succeeds(moto.script("undo", "--yes"), "there is nothing of Farestream");
  }

  private void failHalfWay() throws IOException {
    moto.failsToMake(INFRASTRUCTURE);
    var failed = moto.deploy();
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.text()).contains("stack " + INFRASTRUCTURE + " failed");
    assertThat(moto.aws("rds", "describe-db-clusters").path("DBClusters")).hasSize(1);
    moto.failsNoMore();
  }

  private static void succeeds(InfraTool.Answer answer, String saying) {
    assertThat(answer.status()).as(answer.text()).isZero();
    assertThat(answer.text()).contains(saying);
  }

  private void nothingIsLeft() throws IOException {
    assertThat(moto.aws("cloudformation", "describe-stacks").path("Stacks")).isEmpty();
    assertThat(moto.aws("dynamodb", "list-tables").path("TableNames")).isEmpty();
    assertThat(moto.aws("rds", "describe-db-clusters").path("DBClusters")).isEmpty();
    assertThat(moto.aws("s3api", "list-buckets").path("Buckets")).isEmpty();
  }
}
