package farestream.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// One life of a deployment: made, looked at, upgraded in vain, removed. On moto, which knows the
/// requests and not what becomes of them: docs/aws.md says what is not tried here.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeployTest {
  @TempDir static Path folder;
  private static @Nullable Moto moto;

  @BeforeAll
  static void deploy() throws Exception {
    Tool.needed("the aws command is not there", "aws", "--version");
    Tool.needed(
        "moto or the transform is not there: pip install 'moto[server]' aws-sam-translator",
        "python3",
        "-c",
        "import moto.server, samtranslator");
    Tool.neededThat(
        Files.exists(Tool.HOME.resolve("lambda/target/farestream-function.jar"))
            && Files.exists(Tool.HOME.resolve("lambda/target/farestream-migration.jar")),
        "the functions' jars are not built: make lambda");
    Files.writeString(
        folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nno real one\n", UTF_8);
    moto = Moto.start(folder);
    var done = deployed();
    assertThat(done.status()).as(done.text()).isZero();
    assertThat(done.text()).contains("about 90 USD a month", "\"version\":\"7\"", "done: ");
  }

  @AfterAll
  static void stop() throws Exception {
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  @Order(1)
  void the_table_is_the_workshops_and_keeps_what_it_has() throws IOException {
    var table = moto().aws("dynamodb", "describe-table", "--table-name", TABLE).path("Table");
    assertThat(table.path("KeySchema"))
        .isEqualTo(
            json(
                """
                [{"AttributeName":"riderid","KeyType":"HASH"},
                 {"AttributeName":"tripinfo","KeyType":"RANGE"}]"""));
    assertThat(table.path("GlobalSecondaryIndexes").path(0).path("IndexName").asText())
        .isEqualTo("trips-driver-GSI1");
    assertThat(table.path("StreamSpecification"))
        .isEqualTo(json("{\"StreamEnabled\":true,\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"}"));
    assertThat(table.path("BillingModeSummary").path("BillingMode").asText())
        .isEqualTo("PAY_PER_REQUEST");
    assertThat(table.path("DeletionProtectionEnabled").asBoolean()).isTrue();
  }

  @Test
  @Order(1)
  void the_database_is_closed_and_encrypted_and_nobody_knows_its_password() throws IOException {
    var cluster = moto().aws("rds", "describe-db-clusters").path("DBClusters").path(0);
    assertThat(cluster.path("StorageEncrypted").asBoolean()).isTrue();
    assertThat(cluster.path("DeletionProtection").asBoolean()).isTrue();
    assertThat(cluster.path("BackupRetentionPeriod").asInt()).isEqualTo(14);
    assertThat(cluster.path("MasterUserSecret").path("SecretArn").asText()).startsWith("arn:");
    assertThat(cluster.path("DBClusterMembers")).hasSize(2);
  }

  @Test
  @Order(1)
  void the_stream_is_read_by_the_function_from_its_beginning() throws IOException {
    var mappings = moto().aws("lambda", "list-event-source-mappings").path("EventSourceMappings");
    assertThat(mappings).hasSize(1);
    var mapping = mappings.get(0);
    assertThat(mapping.path("FunctionArn").asText()).contains("function:farestream-function");
    assertThat(mapping.path("EventSourceArn").asText()).contains("table/" + TABLE + "/stream/");
    assertThat(mapping.path("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
    assertThat(mapping.path("BatchSize").asInt()).isEqualTo(1000);
    assertThat(mapping.path("MaximumRetryAttempts").asInt()).isEqualTo(-1);
    assertThat(mapping.path("BisectBatchOnFunctionError").asBoolean()).isTrue();
    assertThat(mapping.path("FunctionResponseTypes"))
        .isEqualTo(json("[\"ReportBatchItemFailures\"]"));
    assertThat(mapping.path("DestinationConfig").path("OnFailure").path("Destination").asText())
        .startsWith("arn:aws:s3:::farestream-infrastructure-givenup-");
  }

  @Test
  @Order(1)
  void the_functions_log_in_without_a_password() throws IOException {
    var functions = moto().aws("lambda", "list-functions").path("Functions");
    assertThat(functions.findValuesAsText("FunctionName"))
        .containsExactlyInAnyOrder("farestream-function", "farestream-migration");
    for (var function : functions) {
      var variables = function.path("Environment").path("Variables");
      assertThat(variables.path("PGSSLMODE").asText()).isEqualTo("verify-full");
      assertThat(variables.path("PGHOST").asText()).endsWith(".rds.amazonaws.com");
      assertThat(variables.path("PGUSER").asText()).startsWith("farestream");
      assertThat(variables.has("PGPASSWORD")).isFalse();
      assertThat(function.path("VpcConfig").path("SubnetIds")).hasSize(2);
    }
  }

  @Test
  @Order(2)
  void a_migration_that_fails_ends_an_upgrade_that_would_have_changed_nothing() throws Exception {
    moto().functionAnswers("{\"errorMessage\":\"Migration V8 failed\"}");
    var upgrade = deployed();
    assertThat(upgrade.status()).isEqualTo(1);
    assertThat(upgrade.text())
        .contains("Migration V8 failed", "The old function runs on")
        .doesNotContain("roles in the database", "farestream-function ...\n");
    for (var stack : new String[] {"infrastructure", "migration"}) {
      assertThat(Tool.INFRA.resolve("target/farestream-" + stack + ".log"))
          .content()
          .contains("No changes to deploy");
    }
  }

  @Test
  @Order(3)
  void undo_removes_it_and_keeps_a_snapshot() throws IOException {
    var undone = moto().deploy("undo", "--yes");
    assertThat(undone.status()).as(undone.text()).isZero();
    assertThat(undone.text()).contains("removed.");
    assertThat(moto().aws("dynamodb", "list-tables").path("TableNames")).isEmpty();
    assertThat(moto().aws("rds", "describe-db-clusters").path("DBClusters")).isEmpty();
    assertThat(moto().aws("s3api", "list-buckets").path("Buckets")).isEmpty();
  }

  private static final String TABLE = "aws-db-workshop-trips";

  private static Tool.Answer deployed() {
    return moto().deploy("--yes", "--rds-certificates", folder.resolve("ca.pem").toString());
  }

  private static Moto moto() {
    if (moto == null) {
      throw new IllegalStateException("moto was not started");
    }
    return moto;
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
