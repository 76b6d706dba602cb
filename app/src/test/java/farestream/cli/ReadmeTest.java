package farestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.TestInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Tests that the trips named in examples of README.md exist.
class ReadmeTest {
  private static final Path HOME = Path.of(System.getProperty("farestream.home"));
  private static final Pattern RECONCILED =
      Pattern.compile("update trips set total_amount[^\"]*where trip_info = '([^']+)'");

  private final TestInstance instance = TestInstance.running();

  @Test
  void the_trip_that_reconcile_repairs_is_in_the_sample_and_has_a_tip() throws Exception {
    var example = RECONCILED.matcher(Files.readString(HOME.resolve("README.md")));
    assertThat(example.find()).isTrue();
    instance.run("replay", HOME.resolve("samples/trips-2019-03.csv").toString());
    assertThat(
            instance.rows(
                "select total_amount from trips where tip_amount > 0 and trip_info = '%s'"
                    .formatted(example.group(1))))
        .containsExactly("70.27");
  }
}
