package farestream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the script says to whom it can't serve; nothing here gets as far as AWS.
class DeployUsageTest {
  private static final Map<String, String> NOWHERE =
      Map.of(
          "AWS_ENDPOINT_URL", "http://127.0.0.1:9",
          "AWS_CONFIG_FILE", "/dev/null",
          "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
          "AWS_EC2_METADATA_DISABLED", "true");

  @Test
  void help_has_an_example_and_a_plan_needs_no_account() {
    assertThat(deploy(0, "--help")).contains("Example: AWS_REGION=");
    assertThat(deploy(0, "--dry-run")).contains("about 89 USD a month");
  }

  @Test
  void the_price_follows_what_is_given() {
    assertThat(deploy(0, "--dry-run", "StandBy=no"))
        .contains("about 45 USD a month", "at its largest it is 701 USD")
        .doesNotContain("half of it");
    assertThat(deploy(0, "--dry-run", "SmallestCapacity=2", "LargestCapacity=2.5"))
        .contains("about 352 USD a month", "at its largest it is 438 USD");
  }

  @Test
  void a_value_that_aws_would_refuse_later_is_refused_before_anything_is_made() {
    for (var impossible :
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
      assertThat(deploy(2, "--yes", impossible))
          .startsWith("deploy: " + impossible + ": it ")
          .hasLineCount(1);
    }
    assertThat(deploy(2, "--dry-run", "SmallestCapacity=4", "LargestCapacity=2"))
        .isEqualTo("deploy: SmallestCapacity=4 is above LargestCapacity=2: give both\n");
  }

  @Test
  void what_is_unknown_is_wrong_usage() {
    assertThat(deploy(2, "--frobnicate")).contains("--frobnicate is unknown");
    assertThat(deploy(2, "--yes", "StandBye=no")).contains("no parameter StandBye", "StandBy");
    assertThat(deploy(2, "--yes", "St.ndBy=no")).contains("no parameter St.ndBy");
    assertThat(deploy(2, "--yes", "TripsTable=a b")).contains("TripsTable has a character");
    assertThat(deploy(2, "--rds-certificates", "/none")).contains("can't read /none");
  }

  @Test
  void what_the_infrastructure_puts_out_is_nobodys_to_give() {
    assertThat(deploy(2, "--yes", "StreamArn=arn:aws:x")).contains("no parameter StreamArn");
    assertThat(deploy(2, "--yes", "DatabaseUserName=me")).contains("no parameter DatabaseUser");
  }

  @Test
  void undo_takes_nothing_that_would_be_for_a_deployment() {
    assertThat(deploy(2, "undo", "--yes", "StandBy=no")).contains("undo takes no NAME=VALUE");
    assertThat(deploy(2, "--rds-certificates", "/dev/null", "undo", "--yes"))
        .contains("no --rds-certificates");
  }

  @Test
  void without_anybody_to_ask_nothing_is_done() {
    assertThat(deploy(2)).contains("--yes goes on without");
    assertThat(deploy(2, "undo")).contains("--yes goes on without");
  }

  @Test
  void a_region_and_credentials_are_asked_for() {
    InfraTool.needed("the aws command is not there", "aws", "--version");
    assertThat(deploy(4, "--yes")).contains("no region is set");
    var answer = InfraTool.run(with("AWS_REGION", "eu-central-1"), "infra/deploy", "--yes");
    assertThat(answer.text()).contains("no credentials of yours");
    assertThat(answer.status()).isEqualTo(4);
  }

  @Test
  void without_the_aws_command_it_says_what_to_install(@TempDir Path bin) throws IOException {
    for (var tool : List.of("sh", "dirname", "sed", "sort", "cat", "grep", "tr")) {
      Files.createSymbolicLink(bin.resolve(tool), executable(tool));
    }
    var answer = InfraTool.run(with("PATH", bin.toString()), "infra/deploy", "--yes");
    assertThat(answer.text()).contains("needs the aws command");
    assertThat(answer.status()).isEqualTo(1);
  }

  private static String deploy(int status, String... arguments) {
    var command = new String[arguments.length + 1];
    command[0] = "infra/deploy";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    var answer = InfraTool.run(NOWHERE, command);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    return answer.text();
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
