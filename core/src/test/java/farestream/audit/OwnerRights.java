package farestream.audit;

/// Removes what the owner of the tables can remove: triggers and all constraints.
final class OwnerRights {
  static final String FUNCTION =
      """
      create or replace function owner_may_do_all(of_table text) returns void
      language plpgsql as $$
      declare
        held record;
      begin
        for held in
          select conrelid::regclass as on_table, conname from pg_constraint
          where contype in ('c', 'f', 'u', 'x')
            and (conrelid = of_table::regclass or confrelid = of_table::regclass)
          order by contype = 'f' desc
        loop
          execute format('alter table %s drop constraint if exists %I',
            held.on_table, held.conname);
        end loop;
        execute 'drop index if exists a_bill_is_paid_once, a_driver_is_billed_once_in_a_cycle,'
          || ' one_batch_is_unfinished';
        execute format('alter table %I disable trigger user', of_table);
      end
      $$
      """;

  private OwnerRights() {}
}
