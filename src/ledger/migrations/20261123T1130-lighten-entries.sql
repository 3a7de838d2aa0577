-- SPDX-License-Identifier: EUPL-1.2
-- Half of what an entry costs the database was paid for nothing: an index that also held every entry without a place, and
-- a function that was called for every place that is given although only its refusal does anything.

alter table ledger_entry drop constraint ledger_entry_index;
create unique index ledger_entry_index on ledger_entry (network_id, log_index) where log_index is not null;

drop trigger ledger_entry_unchanged on ledger_entry;
create or replace function ledger_entry_keep() returns trigger language plpgsql as $keep$
begin
  raise exception 'an entry of the ledger does not change' using errcode = '23514', constraint = 'ledger_entry_unchanged';
end $keep$;
create trigger ledger_entry_unchanged before update on ledger_entry for each row
  when (old.log_index is not null or old.entry is distinct from new.entry or old.key_id is distinct from new.key_id
    or old.org_seq is distinct from new.org_seq or old.organisation_id is distinct from new.organisation_id
    or old.fact_id is distinct from new.fact_id or old.network_id is distinct from new.network_id)
  execute function ledger_entry_keep();
