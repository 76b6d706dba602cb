package farestream.audit;

import farestream.database.ColumnTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Recomputes every amount from the trips up and compares it with what is stored. Runs in one
/// read-only REPEATABLE READ snapshot: it neither sees nor blocks concurrent writes.
public final class Audit {

  /// Sets up the snapshot and raises `work_mem` for the large sorts and joins. Anything larger
  /// spills to disk.
  private static final String SNAPSHOT =
      """
      set transaction isolation level repeatable read, read only;
      set local work_mem = '64MB'
      """;

  private final Jdbi database;

  /// @param commands connects with the role that the commands use
  public Audit(DataSource commands) {
    this.database = ColumnTypes.jdbi(commands);
  }

  /// The result of an audit.
  public sealed interface Outcome {

    /// No check found a difference.
    ///
    /// @param head the head of the journal's chain, to be kept outside the database; empty if
    ///     nothing has been posted yet
    record Proved(Optional<ChainHead> head) implements Outcome {}

    /// At least one check found a difference.
    ///
    /// @param steps the steps that found differences, in the order of [AuditStep]; never empty
    record Disproved(List<Found> steps) implements Outcome {

      /// Returns the finding that probably caused the others.
      public Found first() {
        return steps.getFirst();
      }
    }
  }

  /// The differences that one step found.
  ///
  /// @param first the first difference
  /// @param rows the number of rows that differ
  public record Found(AuditStep step, Difference first, long rows) {}

  /// The outcome of an audit with the number of rows it checked and the manual entries it saw.
  public record Report(CheckedRows checked, ManualEntries manualEntries, Outcome outcome) {}

  /// Runs all steps.
  ///
  /// @param noted the head of the chain from an earlier audit, which the chain must still
  ///     contain; empty to skip that check
  /// @param progress is called with each step before the step runs
  /// @throws org.jdbi.v3.core.JdbiException if the database can't be reached or fails
  public Report verify(Optional<ChainHead> noted, Consumer<AuditStep> progress) {
    return database.inTransaction(
        handle -> {
          handle.execute(SNAPSHOT);
          return verify(handle, noted, progress);
        });
  }

  /// Runs all steps in the handle's transaction.
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
