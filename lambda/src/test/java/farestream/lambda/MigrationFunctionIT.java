package farestream.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import farestream.lambda.FunctionProcess.Packed;
import farestream.local.KillablePostgres;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Tests the packaged migration function.
@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "Lambda's runtime interface client has native code for Linux only")
class MigrationFunctionIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void the_schema_is_created_once_and_the_response_says_so() throws IOException {
    try (var postgres = KillablePostgres.start();
        var function = start(postgres.owner().environment())) {
      var first = JSON.readTree(function.api().invoke("{}").text());
      assertThat(first.get("applied").toString()).contains("V1 people and codes", "privileges");
      assertThat(first.get("version").asInt()).isGreaterThanOrEqualTo(7);
      var second = JSON.readTree(function.api().invoke("{}").text());
      assertThat(second.get("applied")).isEmpty();
      assertThat(second.get("version")).isEqualTo(first.get("version"));
    }
  }

  @Test
  void a_failed_migration_is_reported_to_lambda() throws IOException {
    try (var postgres = KillablePostgres.start()) {
      var environment = new HashMap<>(postgres.owner().environment());
      environment.put("PGPASSWORD", "wrong");
      try (var function = start(environment)) {
        var answer = function.api().invoke("{}");
        assertThat(answer.failed()).isTrue();
        assertThat(answer.text()).contains("password authentication failed");
      }
    }
  }

  private static FunctionProcess start(Map<String, String> environment) throws IOException {
    return FunctionProcess.start(Packed.MIGRATION, environment);
  }
}
