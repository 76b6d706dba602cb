package farestream.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that the database has the rules of [PersonField].
class PersonRulesTest {
  @ParameterizedTest
  @EnumSource(names = "PAYMENT_TYPE", mode = EnumSource.Mode.EXCLUDE)
  void the_domain_of_a_field_checks_the_same_expression(PersonField field) throws IOException {
    try (var file =
        PersonRulesTest.class.getResourceAsStream("/db/migration/V1__people_and_codes.sql")) {
      assertThat(file).isNotNull();
      var sql = new String(file.readAllBytes(), UTF_8).replaceAll("'\\n *'", "");
      assertThat(sql).contains("'^(?:" + field.expression().replace("'", "''") + ")$'");
    }
  }
}
