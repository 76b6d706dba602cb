package farestream.audit;

import java.util.List;
import java.util.stream.Stream;

/// Checks that every referenced row exists. Foreign keys ensure most of this, but the owner of the
/// tables can drop them. This step comes first because a missing row makes every value derived
/// from it wrong.
final class RowsStep {

  private static final String BILLS = "kind in ('bill', 'cash', 'carry')";

  private RowsStep() {}

  static List<String> checks() {
    return Stream.of(
            new Reference("billing", "id", "billing_cycle", "billing_cycle", "cycle")
                .where("made_by = 'farestream'"),
            new Reference("billing", "id", "driver_id", "drivers", "driver_id"),
            new Reference("journal_line", "posting_id", "source_id", "billing", "id").where(BILLS),
            new Reference("billing_line", "trip_id", "billing_id", "billing", "id"),
            new Reference("billing_adjustment", "id", "billing_id", "billing", "id"),
            new Reference("payment", "id", "billing_id", "billing", "id"),
            new Reference("billing_line", "trip_id", "trip_id", "trips", "id"),
            new Reference("dispute_resolution", "id", "trip_id", "trips", "id"),
            new Reference("billing_adjustment", "id", "trip_id", "billing_line", "trip_id"),
            new Reference("journal_line", "posting_id", "source_id", "billing_adjustment", "id")
                .where("kind = 'adjustment'"),
            new Reference("payment_event", "id", "payment", "payment", "id"),
            new Reference("journal_line", "posting_id", "source_id", "payment_event", "id")
                .where("kind = 'payment'"),
            new Reference("payment", "id", "batch_id", "payment_batch", "id"),
            new Reference("payment", "id", "bank_account", "bank_account", "id"),
            new Reference("bank_account_event", "id", "bank_account", "bank_account", "id"),
            new Reference("bank_account_event", "id", "payment", "payment", "id"),
            new Reference("payment_batch", "id", "payer_account", "bank_account", "id"),
            new Reference("journal_line", "posting_id", "posting_id", "journal_posting", "id"),
            new Reference("journal_seal", "posting_id", "posting_id", "journal_posting", "id"))
        .map(Reference::check)
        .toList();
  }

  /// A reference from one table to another.
  ///
  /// @param key the column that identifies the referring row
  /// @param condition which rows have the reference
  private record Reference(
      String table, String key, String column, String other, String otherKey, String condition) {

    Reference(String table, String key, String column, String other, String otherKey) {
      this(table, key, column, other, otherKey, "true");
    }

    Reference where(String only) {
      return new Reference(table, key, column, other, otherKey, only);
    }

    String check() {
      return """
      select referring.%2$s as sort_key,
        'a row of %1$s refers to a missing row of %4$s' as what,
        jsonb_build_object('%1$s', referring.%2$s, '%4$s', referring.%3$s) as rows,
        1 as number, '%3$s' as figure, referring.%3$s::text as found, null::text as expected
      from %1$s as referring
      where %6$s and referring.%3$s is not null
        and not exists (select from %4$s as other where other.%5$s = referring.%3$s)
      """
          .formatted(table, key, column, other, otherKey, condition);
    }
  }
}
