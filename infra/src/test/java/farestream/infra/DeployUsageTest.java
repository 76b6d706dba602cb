package farestream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the script's help, plan and usage errors. No request reaches AWS.
@Tag("integration")
class DeployUsageTest {
  private static final Map<String, String> NOWHERE =
      Map.of(
          "AWS_ENDPOINT_URL", "http://127.0.0.1:9",
          "AWS_CONFIG_FILE", "/dev/null",
          "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
          "AWS_EC2_METADATA_DISABLED", "true");

  @Test
  void help_has_an_example_and_a_dry_run_needs_no_account() {
    assertThat(deploy(0, "--help")).contains("Example: AWS_REGION=");
    assertThat(deploy(0, "--dry-run")).contains("about 89 USD a month");
  }

  @Test
  void the_cost_depends_on_the_parameters() {
    assertThat(deploy(0, "--dry-run", "StandBy=no"))
        .contains("about 45 USD a month", "At its largest capacity, Aurora costs 701 USD")
        .doesNotContain("half of that");
    assertThat(deploy(0, "--dry-run", "SmallestCapacity=2", "LargestCapacity=2.5"))
        .contains("about 352 USD a month", "At its largest capacity, Aurora costs 438 USD");
  }

  @Test
  void a_value_that_aws_would_refuse_later_is_refused_before_anything_is_created() {
    for (var invalid :
        List.of(
            "SmallestCapacity=0",
            "SmallestCapacity=-1",
            "SmallestCapacity=0.7",
            "LargestCapacity=256.5",
            "LargestCapacity=many",
            "ParallelizationFactor=11",
            "ParallelizationFactor=1.5",
            "StandBy=maybe",
            "Protected=",
            "AlarmEmail=nobody",
            "TripsTable=ab",
            "DatabaseName=9lives")) {
      assertThat(deploy(2, "--yes", invalid))
          .startsWith("deploy: " + invalid + ": must ")
          .hasLineCount(1);
    }
    assertThat(deploy(2, "--dry-run", "SmallestCapacity=4", "LargestCapacity=2"))
        .isEqualTo("deploy: SmallestCapacity=4 is above LargestCapacity=2; set both\n");
  }

  @Test
  void an_unknown_argument_is_wrong_usage() {
    assertThat(deploy(2, "--frobnicate")).contains("unknown argument --frobnicate");
    assertThat(deploy(2, "--yes", "StandBye=no")).contains("unknown parameter StandBye", "StandBy");
    assertThat(deploy(2, "--yes", "St.ndBy=no")).contains("unknown parameter St.ndBy");
    assertThat(deploy(2, "--yes", "TripsTable=a b")).contains("TripsTable contains a character");
    assertThat(deploy(2, "--rds-certificates", "/none")).contains("could not read /none");
  }

  @Test
  void an_output_of_the_infrastructure_can_not_be_set() {
    assertThat(deploy(2, "--yes", "StreamArn=arn:aws:x")).contains("unknown parameter StreamArn");
    assertThat(deploy(2, "--yes", "DatabaseUserName=me"))
        .contains("unknown parameter DatabaseUser");
  }

  @Test
  void undo_takes_no_parameters_of_a_deployment() {
    assertThat(deploy(2, "undo", "--yes", "StandBy=no")).contains("undo takes no NAME=VALUE");
    assertThat(deploy(2, "--rds-certificates", "/dev/null", "undo", "--yes"))
        .contains("no --rds-certificates");
  }

  @Test
  void without_a_terminal_nothing_is_changed() {
    assertThat(deploy(2)).contains("pass --yes");
    assertThat(deploy(2, "undo")).contains("pass --yes");
  }

  @Test
  void a_region_and_credentials_are_required() {
    InfraTool.require("the aws command is not installed", "aws", "--version");
    assertThat(deploy(4, "--yes")).contains("no region is set");
    var result = InfraTool.run(with("AWS_REGION", "eu-central-1"), "infra/deploy", "--yes");
    assertThat(result.text()).contains("no valid AWS credentials");
    assertThat(result.status()).isEqualTo(4);
  }

  @Test
  void without_the_aws_command_the_error_says_what_to_install(@TempDir Path bin)
      throws IOException {
    for (var tool : List.of("sh", "dirname", "sed", "sort", "cat", "grep", "tr")) {
      Files.createSymbolicLink(bin.resolve(tool), executable(tool));
    }
    var result = InfraTool.run(with("PATH", bin.toString()), "infra/deploy", "--yes");
    assertThat(result.text()).contains("the aws command is not installed");
    assertThat(result.status()).isEqualTo(1);
  }

  private static String deploy(int status, String... arguments) {
    var command = new String[arguments.length + 1];
    command[0] = "infra/deploy";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    var result = InfraTool.run(NOWHERE, command);
    assertThat(result.status()).as(result.text()).isEqualTo(status);
    return result.text();
  }

  private static Map<String, String> with(String name, String value) {
    var environment = new java.util.HashMap<>(NOWHERE);
    environment.put(name, value);
    return environment;
  }

  private static Path executable(String tool) {
    return List.of(Path.of("/usr/bin", tool), Path.of("/bin", tool)).stream()
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }
}
