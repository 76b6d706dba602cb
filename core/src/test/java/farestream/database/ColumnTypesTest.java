package farestream.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ColumnTypesTest {
  private static final String IBAN = "DE89370400440532013000";

  @Test
  void an_error_does_not_quote_the_statements_arguments() {
    var database = ColumnTypes.jdbi(TestDatabase.fresh().commands());
    assertThatThrownBy(
            () ->
                database.useHandle(
                    handle ->
                        handle
                            .createUpdate("insert into bank_account (iban) values (:iban)")
                            .bind("iban", IBAN)
                            .execute()))
        .hasMessageContaining("null value in column \"holder\"")
        .message()
        .doesNotContain("arguments");
  }
}
