-- The hash chain of the journal: each posting stores the digest of the previous one.

create or replace function journal_text(posting bigint) returns text language sql stable as $$
  select string_agg(
    concat_ws('|', id, kind, source_id, account, driver_id, amount), E'\n' order by id)
  from journal_line where posting_id = posting
$$;

-- The digest covers the posting, its lines and, if it has any, its seals.
create or replace function journal_digest(
  previous bytea, id bigint, posted_at timestamp, subject text, lines bigint
) returns bytea language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select sha256(previous || convert_to(
    concat_ws('|', id, to_char(posted_at, 'YYYY-MM-DD HH24:MI:SS.US'), subject, lines) || E'\n'
      || coalesce(journal_text(id), '')
      || coalesce(E'\n' || (
        select string_agg(concat_ws('|', key, encode(sealed.digest, 'hex')), E'\n' order by position)
        from journal_seal
          cross join lateral unnest(keys, digests) with ordinality as sealed (key, digest, position)
        where posting_id = journal_digest.id), ''), 'UTF8'))
$$;

-- A lock serializes postings. A transaction whose snapshot is older than the last posting gets an id that is
-- already used and fails.
create or replace function next_posting() returns bigint language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('farestream.journal'));
  return (select coalesce(max(id), 0) + 1 from journal_posting);
end
$$;

-- Inserts the posting of lines or seals that are already inserted. A posting may have seals and no lines.
create or replace function seal_posting(posting bigint, posted timestamp, about text) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  unbalanced record;
  number_of_lines bigint;
  previous_digest bytea;
begin
  select count(*) into number_of_lines from journal_line where posting_id = posting;
  if number_of_lines = 0 and not exists (select from journal_seal where posting_id = posting) then
    return;
  end if;
  select kind, source_id into unbalanced from journal_line
  where posting_id = posting group by kind, source_id having sum(amount) <> 0 limit 1;
  if found then
    raise exception 'the journal entry of % % does not balance', unbalanced.kind,
        unbalanced.source_id
      using errcode = 'check_violation', constraint = 'an_entry_balances', table = 'journal_line';
  end if;
  select digest into previous_digest from journal_posting where id = posting - 1;
  insert into journal_posting (id, posted_at, subject, lines, previous, digest)
  values (posting, posted, about, number_of_lines, coalesce(previous_digest, ''),
    journal_digest(coalesce(previous_digest, ''), posting, posted, about, number_of_lines));
end
$$;
