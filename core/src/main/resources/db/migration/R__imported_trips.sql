-- Updates the planner's statistics after an import, which may multiply the size of tables by a hundred. Only the
-- owner may analyze tables, so the function runs as the owner.
create or replace function analyze_imported_trips() returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  analyze riders, drivers, trips, billing, billing_line, payment, payment_event, journal_line;
end
$$;
revoke all on function analyze_imported_trips() from public;
