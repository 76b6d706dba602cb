-- Only the latest reader of the stream commits: its epoch is the fencing token. This raises an error and
-- doesn't return an empty answer, so that the COMMIT that follows in the same message isn't done.
create or replace function require_reader(wanted bigint) returns void language plpgsql as $$
begin
  -- The row is locked until the commit, so a reader that takes over comes either before it or after it.
  perform from stream_reader where epoch = wanted for share;
  if not found then
    raise exception 'another reader has taken over from epoch %', wanted
      using errcode = 'FS001', table = 'stream_reader';
  end if;
end
$$;
