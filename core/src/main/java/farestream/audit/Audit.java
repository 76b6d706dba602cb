package farestream.audit;

import farestream.database.ColumnTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Derives all money again, from the trips upward, and compares. Reads one moment of the
/// database, whatever is written meanwhile, and holds nobody up.
public final class Audit {

  /// One moment, and more memory to sort and to join in than short statements need; what goes
  /// beyond it goes to the disk.
  private static final String SNAPSHOT =
      """
      set transaction isolation level repeatable read, read only;
      set local work_mem = '64MB'
      """;

  private final Jdbi database;

  /// @param commands as the role that the commands use
  public Audit(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// What came of it.
  public sealed interface Outcome {

    /// Everything agrees.
    ///
    /// @param head of the chain, to be noted elsewhere; empty where nothing was posted yet
    record Proved(Optional<ChainHead> head) implements Outcome {}

    /// Something does not.
    ///
    /// @param steps that have found something, in their order, one at least
    record Disproved(List<Found> steps) implements Outcome {

      /// What the others may follow from.
      public Found first() {
        return steps.getFirst();
      }
    }
  }

  /// What a step has found.
  ///
  /// @param first of the differences
  /// @param rows how many are different
  public record Found(AuditStep step, Difference first, long rows) {}

  /// What was looked at, and what came of it.
  public record Report(CheckedRows checked, ManualEntries madeByHand, Outcome outcome) {}

  /// @param noted the head of the chain as it was noted earlier
  /// @param progress hears of each step before it is taken
  /// @throws org.jdbi.v3.core.JdbiException if the database can't be reached or fails
  public Report verify(Optional<ChainHead> noted, Consumer<AuditStep> progress) {
    return database.inTransaction(
        handle -> {
          handle.execute(SNAPSHOT);
          return verify(handle, noted, progress);
        });
  }

  /// In the handle's transaction.
  static Report verify(Handle handle, Optional<ChainHead> noted, Consumer<AuditStep> progress) {
    var outcome = outcome(handle, noted, progress);
    return new Report(CheckedRows.in(handle), ManualEntries.in(handle), outcome);
  }

  private static Outcome outcome(
      Handle handle, Optional<ChainHead> noted, Consumer<AuditStep> progress) {
    var steps = new ArrayList<Found>();
    for (var step : AuditStep.values()) {
      progress.accept(step);
      var found = Findings.NONE;
      for (var check : step.checks()) {
        found = found.and(Findings.of(handle, check));
      }
      if (step == AuditStep.JOURNAL && noted.isPresent()) {
        found = found.and(Findings.of(handle, JournalStep.against(noted.get())));
      }
      var rows = found.rows();
      found.first().ifPresent(first -> steps.add(new Found(step, first, rows)));
    }
    return steps.isEmpty()
        ? new Outcome.Proved(JournalStep.head(handle))
        : new Outcome.Disproved(List.copyOf(steps));
  }
}
