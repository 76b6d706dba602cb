package farestream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Tests the life of one deployment: it is created, inspected, upgraded without changes and
/// removed. moto answers AWS's requests without their real effects; docs/aws.md lists what isn't
/// tested here.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class DeployTest {
  @TempDir static Path folder;
  private static @Nullable Moto moto;

  @BeforeAll
  static void deploy() throws Exception {
    moto = Moto.start(folder);
    var deployed = moto.deploy("LargestCapacity=16");
    assertThat(deployed.status()).as(deployed.text()).isZero();
    assertThat(deployed.text()).contains(PRICE, "\"version\":\"7\"", "done: ");
  }

  @AfterAll
  static void stop() throws Exception {
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  @Order(1)
  void the_table_has_the_workshops_schema_and_is_protected() throws IOException {
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
    var backups =
        moto()
            .aws("dynamodb", "describe-continuous-backups", "--table-name", TABLE)
            .path("ContinuousBackupsDescription")
            .path("PointInTimeRecoveryDescription");
    assertThat(backups.path("PointInTimeRecoveryStatus").asText()).isEqualTo("ENABLED");
  }

  @Test
  @Order(1)
  void the_drivers_table_is_created_too() throws IOException {
    var table =
        moto().aws("dynamodb", "describe-table", "--table-name", TABLE + "-drivers").path("Table");
    assertThat(table.path("KeySchema"))
        .isEqualTo(json("[{\"AttributeName\":\"DRIVER_ID\",\"KeyType\":\"HASH\"}]"));
    assertThat(table.path("AttributeDefinitions"))
        .isEqualTo(json("[{\"AttributeName\":\"DRIVER_ID\",\"AttributeType\":\"N\"}]"));
    assertThat(table.path("BillingModeSummary").path("BillingMode").asText())
        .isEqualTo("PAY_PER_REQUEST");
    assertThat(table.path("DeletionProtectionEnabled").asBoolean()).isTrue();
  }

  @Test
  @Order(1)
  void the_database_is_encrypted_and_nobody_knows_its_password() throws IOException {
    var cluster = moto().aws("rds", "describe-db-clusters").path("DBClusters").path(0);
    assertThat(cluster.path("StorageEncrypted").asBoolean()).isTrue();
    assertThat(cluster.path("DeletionProtection").asBoolean()).isTrue();
    assertThat(cluster.path("BackupRetentionPeriod").asInt()).isEqualTo(14);
    assertThat(cluster.path("MasterUserSecret").path("SecretArn").asText()).startsWith("arn:");
    assertThat(cluster.path("IAMDatabaseAuthenticationEnabled").asBoolean()).isTrue();
    assertThat(cluster.path("DBClusterMembers")).hasSize(2);
  }

  @Test
  @Order(1)
  void the_database_accepts_connections_only_from_its_clients_group() throws IOException {
    var cluster = moto().aws("rds", "describe-db-clusters").path("DBClusters").path(0);
    assertThat(cluster.path("HttpEndpointEnabled").asBoolean()).isFalse();
    for (var instance : moto().aws("rds", "describe-db-instances").path("DBInstances")) {
      assertThat(instance.path("PubliclyAccessible").asBoolean(true)).isFalse();
    }
    assertThat(cluster.path("VpcSecurityGroups")).hasSize(1);
    var group = cluster.path("VpcSecurityGroups").get(0).path("VpcSecurityGroupId").asText();
    var rules =
        moto()
            .aws("ec2", "describe-security-groups", "--group-ids", group)
            .path("SecurityGroups")
            .path(0)
            .path("IpPermissions");
    assertThat(rules).hasSize(1);
    assertThat(rules.get(0).path("FromPort").asInt()).isEqualTo(5432);
    assertThat(rules.get(0).path("ToPort").asInt()).isEqualTo(5432);
    assertThat(rules.get(0).path("IpRanges")).isEmpty();
    assertThat(rules.get(0).path("UserIdGroupPairs")).hasSize(1);
  }

  @Test
  @Order(1)
  void the_network_has_two_subnets_and_no_internet_access() throws IOException {
    var network =
        moto()
            .aws("ec2", "describe-vpcs", "--filters", "Name=cidr,Values=10.54.0.0/24")
            .path("Vpcs");
    assertThat(network).hasSize(1);
    var id = network.get(0).path("VpcId").asText();
    var inside = "Name=vpc-id,Values=" + id;
    var subnets = moto().aws("ec2", "describe-subnets", "--filters", inside).path("Subnets");
    assertThat(subnets).hasSize(2);
    var gateways = "Name=attachment.vpc-id,Values=" + id;
    assertThat(
            moto()
                .aws("ec2", "describe-internet-gateways", "--filters", gateways)
                .path("InternetGateways"))
        .isEmpty();
    assertThat(moto().aws("ec2", "describe-nat-gateways").path("NatGateways")).isEmpty();
    assertThat(moto().aws("ec2", "describe-vpc-endpoints").path("VpcEndpoints")).isEmpty();
  }

  @Test
  @Order(1)
  void an_alarm_needs_no_consecutive_data_points() throws IOException {
    var alarms = moto().aws("cloudwatch", "describe-alarms").path("MetricAlarms");
    assertThat(alarms).hasSize(9);
    for (var alarm : alarms) {
      assertThat(alarm.path("Period").asInt()).as(alarm.toString()).isEqualTo(300);
      assertThat(alarm.path("AlarmActions")).hasSize(1);
      var periods = alarm.path("EvaluationPeriods").asInt();
      if (periods > 1 && !alarm.path("Namespace").asText().equals("AWS/RDS")) {
        assertThat(alarm.path("DatapointsToAlarm").asInt()).isBetween(1, periods / 3);
      }
    }
  }

  @Test
  @Order(1)
  void the_stream_is_read_by_the_function_from_its_beginning() throws IOException {
    var mappings = moto().aws("lambda", "list-event-source-mappings").path("EventSourceMappings");
    assertThat(mappings).hasSize(1);
    var mapping = mappings.get(0);
    assertThat(mapping.path("FunctionArn").asText()).contains("function:farestream-function");
    var alias =
        moto()
            .aws("lambda", "get-alias", "--function-name", "farestream-function", "--name", "live");
    assertThat(alias.path("FunctionVersion").asText()).isEqualTo("1");
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
  void a_second_deployment_finds_nothing_to_change() throws IOException {
    var upgrade = moto().deploy();
    assertThat(upgrade.status()).as(upgrade.text()).isZero();
    assertThat(upgrade.text())
        .as("parameters keep their previous values")
        .contains("done: ", PRICE)
        .doesNotContain("creating the database roles");
    for (var stack : new String[] {"infrastructure", "migration", "function"}) {
      assertThat(moto().log("farestream-" + stack)).content().contains("No changes to deploy");
    }
  }

  @Test
  @Order(3)
  void the_table_and_the_database_keep_their_names() {
    for (var name : new String[] {"TripsTable", "DatabaseName"}) {
      var refused = moto().deploy(name + "=another");
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.text()).startsWith("deploy: " + name + " is ").hasLineCount(1);
    }
  }

  @Test
  @Order(3)
  void a_failed_migration_ends_an_upgrade_before_the_function() throws IOException {
    moto().respond("{\"errorMessage\":\"Migration V8 failed\"}");
    var upgrade = moto().deploy();
    assertThat(upgrade.status()).isEqualTo(1);
    assertThat(upgrade.text())
        .contains("Migration V8 failed", "the previous function keeps running")
        .doesNotContain("farestream-function ...\n");
  }

  @Test
  @Order(4)
  void undo_removes_it_and_keeps_a_snapshot() throws IOException {
    var undone = moto().script("undo", "--yes");
    assertThat(undone.status()).as(undone.text()).isZero();
    assertThat(undone.text()).contains("removed.");
    assertThat(moto().aws("dynamodb", "list-tables").path("TableNames")).isEmpty();
    assertThat(moto().aws("rds", "describe-db-clusters").path("DBClusters")).isEmpty();
    assertThat(moto().aws("s3api", "list-buckets").path("Buckets")).isEmpty();
    var snapshots = moto().aws("rds", "describe-db-cluster-snapshots").path("DBClusterSnapshots");
    assertThat(snapshots.findValuesAsText("DBClusterSnapshotIdentifier"))
        .anySatisfy(name -> assertThat(name).startsWith("the-last-of-"));
  }

  private static final String TABLE = "aws-db-workshop-trips";
  private static final String PRICE = "At its largest capacity, Aurora costs 2803 USD a month";

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
