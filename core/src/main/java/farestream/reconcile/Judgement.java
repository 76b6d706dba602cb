package farestream.reconcile;

/// The statement that judges all unsettled suspects, in one snapshot.
///
/// It comes third, after the items were read and then the stream, and holds the row against the
/// one that was read before the item was. If the row is still that one, no record was applied in
/// between; then the item's record, unless it is pending, was applied before, and what is
/// different is a fault. Without that check a trip that changed after its item was read, and was
/// carried before its row was, would be called one.
final class Judgement {
  static final String UNSETTLED = "(verdict is null or verdict = 'waiting' or faults_found = 1)";

  static final String JUDGE =
      """
      with set_aside as (
        select rider_email, trip_info, sha256(convert_to(payload::text, 'UTF8')) as item_hash,
          bool_or(is_open(quarantine)) as is_open,
          bool_or(resolution = 'dropped') as is_dropped,
          coalesce(max(id) filter (where is_open(quarantine)), max(id)) as id
        from quarantine
        group by rider_email, trip_info, item_hash
      ), latest_set_aside as (
        select rider_email, trip_info, max(sequence_number::numeric) as sequence_number
        from quarantine
        group by rider_email, trip_info
      ), judged as (
        select suspect.id, trips.sequence_number, trips.total_amount,
          greatest(trips.sequence_number, latest_set_aside.sequence_number) as latest,
          set_aside.id as quarantine_id,
          case
            when trips.id is null and item in ('absent', 'not_completed') then 'none'
            when trips.id is not null and item = 'completed' and %1$s then 'equal'
            when item = 'absent' and trip_removal.noted_at is not null then 'removed'
            when pending or suspect.row_sequence is distinct from trips.sequence_number
              then 'waiting'
            when item = 'absent' and trip_import is not null and not exists (
                select from trip_import_sent where load_id = trip_import) then 'unsent'
            when item = 'absent' then 'missing_in_dynamodb'
            when set_aside.is_open then 'quarantined'
            when set_aside.is_dropped then 'dropped'
            when trips.id is null then 'missing_in_ledger'
            else 'different'
          end as verdict,
          case
            when trips.id is not null and item = 'completed' and not %1$s then %2$s
          end as differences
        from suspect
          left join trips using (rider_email, trip_info)
          left join trip_removal using (rider_email, trip_info)
          left join set_aside using (rider_email, trip_info, item_hash)
          left join latest_set_aside using (rider_email, trip_info)
        where %3$s
      )
      update suspect set
        verdict = judged.verdict,
        faults_found = case
          when judged.verdict in ('missing_in_ledger', 'missing_in_dynamodb', 'different')
            then faults_found + 1
          else 0
        end,
        row_sequence = judged.sequence_number,
        latest = judged.latest,
        row_total = judged.total_amount,
        differences = judged.differences,
        quarantine_id = judged.quarantine_id
      from judged where judged.id = suspect.id
      """
          .formatted(
              Columns.same("suspect", "trips"), Columns.differences("suspect", "trips"), UNSETTLED);

  private Judgement() {}
}
