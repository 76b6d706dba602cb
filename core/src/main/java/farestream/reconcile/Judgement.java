package farestream.reconcile;

/// The statement that determines the verdict of all undecided mismatches, in one snapshot.
///
/// The order of reads is: row, item, stream, row. The statement reads the row the second time and
/// compares its sequence number with the first. If they are equal, no record was applied in
/// between; so the item's record, unless it is pending in the stream, was applied before, and a
/// difference is a fault. Without this check, a trip that changed after its item was read and was
/// applied before its row was read would be reported as a fault.
final class Judgement {
  static final String UNSETTLED = "(verdict is null or verdict = 'waiting' or faults_found = 1)";

  static final String JUDGE =
      """
      with rejected as (
        select rider_email, trip_info, sha256(convert_to(payload::text, 'UTF8')) as item_hash,
          bool_or(is_open(quarantine)) as is_open,
          bool_or(resolution = 'dropped') as is_dropped,
          coalesce(max(id) filter (where is_open(quarantine)), max(id)) as id
        from quarantine
        group by rider_email, trip_info, item_hash
      ), latest_rejected as (
        select rider_email, trip_info, max(sequence_number::numeric) as sequence_number
        from quarantine
        group by rider_email, trip_info
      ), judged as (
        select mismatch.id, trips.sequence_number, trips.total_amount as row_total,
          snapshot.item, snapshot.item_hash, snapshot.total_amount as item_total,
          greatest(trips.sequence_number, latest_rejected.sequence_number) as latest,
          rejected.id as quarantine_id,
          case
            when trips.id is null and snapshot.item in ('absent', 'not_completed') then 'none'
            when is_equal then 'equal'
            when snapshot.item = 'absent' and trip_removal.noted_at is not null then 'removed'
            when pending or mismatch.row_sequence is distinct from trips.sequence_number
              then 'waiting'
            when snapshot.item = 'absent' and trip_import is not null and not exists (
                select from trip_import_sent where load_id = trip_import) then 'unsent'
            when snapshot.item = 'absent' then 'missing_in_dynamodb'
            when rejected.is_open then 'quarantined'
            when rejected.is_dropped then 'dropped'
            when trips.id is null then 'missing_in_ledger'
            else 'different'
          end as verdict,
          case
            when trips.id is not null and snapshot.item = 'completed' and not is_equal then %2$s
          end as differences
        from snapshot
          join mismatch on mismatch.id = mismatch_id
          left join trips on %3$s
          left join trip_removal on %4$s
          left join rejected on %5$s and rejected.item_hash = snapshot.item_hash
          left join latest_rejected on %6$s
          -- offset 0 keeps the planner from copying the comparison of all columns to each use.
          cross join lateral (
            select trips.id is not null and snapshot.item = 'completed' and %1$s as is_equal
            offset 0) as compared
      )
      update mismatch set
        verdict = judged.verdict,
        faults_found = case
          when judged.verdict in ('missing_in_ledger', 'missing_in_dynamodb', 'different')
            then faults_found + 1
          else 0
        end,
        row_sequence = judged.sequence_number,
        latest = judged.latest,
        item = judged.item,
        item_hash = judged.item_hash,
        item_total = judged.item_total,
        row_total = judged.row_total,
        differences = judged.differences,
        quarantine_id = judged.quarantine_id
      from judged where judged.id = mismatch.id
      """
          .formatted(
              Columns.same("snapshot", "trips"),
              Columns.differences("snapshot", "trips"),
              sameTrip("trips"),
              sameTrip("trip_removal"),
              sameTrip("rejected"),
              sameTrip("latest_rejected"));

  private Judgement() {}

  private static String sameTrip(String table) {
    return "%1$s.rider_email = mismatch.rider_email and %1$s.trip_info = mismatch.trip_info"
        .formatted(table);
  }
}
