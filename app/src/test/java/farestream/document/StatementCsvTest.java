package farestream.document;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.view.SpreadsheetText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementCsvTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@a",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20a",
        "\ufeff=1",
        " =1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff\uff1d1",
        "\t=1",
        "\ra",
        "\ta",
        "\na"
      })
  void text_from_outside_is_never_a_formula(String name) {
    assertThat(SpreadsheetText.of(name)).isEqualTo("'" + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"driver600001", "José", "李小龍", "a=1", "O'Neill", "", " a"})
  void other_cells_are_unchanged(String name) {
    assertThat(SpreadsheetText.of(name)).isEqualTo(name);
  }
}
