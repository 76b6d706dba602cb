package farestream.infra;

import static farestream.infra.InfraTool.INFRA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks the SAM and CloudFormation templates with AWS's own linter and translator.
@Tag("integration")
class TemplatesTest {
  /// The translator derives the partition from the region.
  private static final Map<String, String> REGION = Map.of("AWS_DEFAULT_REGION", "us-east-1");

  @TempDir Path folder;

  @Test
  void the_templates_pass_the_linter() {
    InfraTool.require(
        "the templates' linter is not installed: pip install cfn-lint", "cfn-lint", "-v");
    assertClean(path("infrastructure.yaml"), path("migration.yaml"), path("template.yaml"));
  }

  @Test
  @Tag("slow")
  void the_transformed_templates_pass_the_linter_and_have_no_role_but_ours() throws IOException {
    InfraTool.require(
        "the templates' linter is not installed: pip install cfn-lint", "cfn-lint", "-v");
    InfraTool.require(
        "the SAM transform is not installed: pip install aws-sam-translator",
        "python3",
        "-c",
        "import samtranslator");
    var transformed = new String[] {translated("migration"), translated("template")};
    assertClean(transformed);
    for (var file : transformed) {
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
    var result = InfraTool.run(Map.of(), command);
    assertThat(result.text()).isEmpty();
    assertThat(result.status()).isZero();
  }

  private String translated(String name) throws IOException {
    var result =
        InfraTool.run(REGION, "python3", path("src/test/python/sam.py"), path(name + ".yaml"));
    assertThat(result.status()).as(result.text()).isZero();
    var file = folder.resolve(name + ".json");
    Files.writeString(file, result.text(), UTF_8);
    return file.toString();
  }

  private static String path(String name) {
    return INFRA.resolve(name).toString();
  }
}
