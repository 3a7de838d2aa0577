-- SPDX-License-Identifier: EUPL-1.2
-- A key has a period: from the number that registered it to the one before `revoked_from`. What ends it is an entry of
-- kind 3 of the same organisation, whose opening stays beside the key, as that of its registration does.

alter table ledger_key
  add column revoked_from bigint,
  add column revocation_seq bigint,
  add column revocation jsonb,
  add constraint ledger_key_period check (revoked_from > registered_seq),
  add constraint ledger_key_revocation check (
    (revoked_from is null) = (revocation_seq is null) and (revoked_from is null) = (revocation is null));
comment on column ledger_key.revoked_from is 'First number of the series at which this key is refused; empty while it is good';
comment on column ledger_key.revocation_seq is 'Number of the entry that revoked it: the register takes in nothing under this key after it';
grant update (revoked_from, revocation_seq, revocation) on ledger_key to nc_app;

-- A key ends once, and nothing else about it changes.
create function ledger_key_keep() returns trigger language plpgsql as $keep$
begin
  if old.revoked_from is not null or (new.network_id, new.key_id, new.organisation_id, new.name, new.vkey, new.registered_seq, new.opening)
    is distinct from (old.network_id, old.key_id, old.organisation_id, old.name, old.vkey, old.registered_seq, old.opening) then
    raise exception 'a key of the ledger does not change' using errcode = '23514', constraint = 'ledger_key_unchanged';
  end if;
  return new;
end $keep$;
comment on function ledger_key_keep is 'Refuses every change of a key but its revocation, once';
create trigger ledger_key_unchanged before update on ledger_key for each row execute function ledger_key_keep();
