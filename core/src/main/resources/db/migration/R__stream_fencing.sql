-- Fences off previous readers of the stream: only the reader with the latest epoch can commit. The function raises an
-- error instead of returning false, so that a COMMIT sent in the same message is discarded.
create or replace function require_reader(wanted bigint) returns void language plpgsql as $$
begin
  -- Locks the row until the commit, so that another reader can take over only before or after this transaction.
  perform from stream_reader where epoch = wanted for share;
  if not found then
    raise exception 'epoch % is no longer current: another reader has taken over the stream', wanted
      using errcode = 'FS001', table = 'stream_reader';
  end if;
end
$$;
