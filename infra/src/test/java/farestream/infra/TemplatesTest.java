package farestream.infra;

import static farestream.infra.InfraTool.INFRA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both template languages, by AWS's own programs.
class TemplatesTest {
  /// The translator wants one for the partition.
  private static final Map<String, String> REGION = Map.of("AWS_DEFAULT_REGION", "us-east-1");

  @TempDir Path folder;

  @Test
  void the_linter_has_nothing_to_say() {
    InfraTool.needed("the templates' linter is not there: pip install cfn-lint", "cfn-lint", "-v");
    assertClean(path("infrastructure.yaml"), path("migration.yaml"), path("template.yaml"));
  }

  @Test
  void what_the_transform_makes_of_them_is_clean_and_has_no_role_but_ours() throws IOException {
    InfraTool.needed("the templates' linter is not there: pip install cfn-lint", "cfn-lint", "-v");
    InfraTool.needed(
        "the transform is not there: pip install aws-sam-translator",
        "python3",
        "-c",
        "import samtranslator");
    var made = new String[] {translated("migration"), translated("template")};
    assertClean(made);
    for (var file : made) {
      var resources = new ObjectMapper().readTree(Path.of(file).toFile()).path("Resources");
      var roles = 0;
      for (var resource : resources) {
        roles += resource.path("Type").asText().equals("AWS::IAM::Role") ? 1 : 0;
        assertThat(resource.path("Type").asText()).doesNotStartWith("AWS::Serverless::");
        assertThat(resource.findValues("ManagedPolicyArns")).isEmpty();
      }
      assertThat(roles).isEqualTo(1);
    }
  }

  private static void assertClean(String... files) {
    var command = new String[files.length + 1];
    command[0] = "cfn-lint";
    System.arraycopy(files, 0, command, 1, files.length);
    var answer = InfraTool.run(Map.of(), command);
    assertThat(answer.text()).isEmpty();
    assertThat(answer.status()).isZero();
  }

  private String translated(String name) throws IOException {
    var answer =
        InfraTool.run(REGION, "python3", path("src/test/python/sam.py"), path(name + ".yaml"));
    assertThat(answer.status()).as(answer.text()).isZero();
    var file = folder.resolve(name + ".json");
    Files.writeString(file, answer.text(), UTF_8);
    return file.toString();
  }

  private static String path(String name) {
    return INFRA.resolve(name).toString();
  }
}
