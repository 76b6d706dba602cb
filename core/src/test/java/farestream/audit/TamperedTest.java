package farestream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.audit.Audit.Found;
import farestream.audit.Audit.Outcome.Disproved;
import farestream.audit.Audit.Outcome.Proved;
import farestream.billing.BilledDatabase;
import farestream.database.ColumnTypes;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Applies each [Tampering] to a complete history and checks that the audit finds it. Each is
/// rolled back afterwards.
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class TamperedTest {
  private final BilledDatabase database = new BilledDatabase();
  private final Jdbi owner = ColumnTypes.jdbi(database.database().owner());

  @BeforeAll
  void everything_happens() {
    EveryKind.of(database);
    assertThat(new MoneyHistory(database).verified().outcome()).isInstanceOf(Proved.class);
    database.runAsOwner(OwnerRights.FUNCTION);
  }

  static List<Tampering> tamperings() {
    return Tampering.ALL;
  }

  @ParameterizedTest
  @MethodSource("tamperings")
  void a_tampered_row_is_found_and_named(Tampering tampering) {
    for (var which = 0; which < 3; which++) {
      var row = which;
      owner.useTransaction(
          handle -> {
            var names = tampering.to(handle, row);
            assertThat(names).as("a row to tamper with").isNotEmpty();
            var found = firstFound(handle);
            assertThat(found.step()).as("%s", found).isEqualTo(tampering.step());
            assertThat(found.first().rows().values()).as("%s", found).containsAnyElementsOf(names);
            assertThat(found.rows()).isPositive();
            handle.rollback();
          });
    }
  }

  static Found firstFound(Handle handle) {
    var outcome = Audit.verify(handle, Optional.empty(), _ -> {}).outcome();
    assertThat(outcome).isInstanceOf(Disproved.class);
    return ((Disproved) outcome).first();
  }
}
