-- Who may do what with the ledger. The network reads the register; an organisation adds only to its own series; only
-- nc_ledger gives places in the register. An administrator may register the key of an organisation that is being created.

select platform_protect_network(t) from unnest(array['ledger_log', 'ledger_node', 'ledger_checkpoint']::regclass[]) t;
select platform_protect_organisation(t) from unnest(array['ledger_erasure', 'ledger_access_batch']::regclass[]) t;

create function ledger_protect_series(target regclass, readable_by_network boolean) returns void
language plpgsql as $protect$
declare
  ours text := $q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)$q$;
  mine text := ours || $q$ and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)$q$;
  founded text := ours || $q$ and (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
    or (select current_setting('app.role', true)) = 'administrator')$q$;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy reads on %s for select to nc_app, nc_person using (%s)', target,
    case when readable_by_network then ours else mine end);
  execute format('create policy adds on %s for insert to nc_app with check (%s)', target, founded);
  execute format('create policy counts on %s for update to nc_app, nc_person using (%s) with check (%s)', target, mine, mine);
  execute format('create policy backup on %s to nc_backup using (true) with check (true)', target);
  execute format('grant select, insert on %s to nc_app', target);
  execute format('grant select on %s to nc_person', target);
end $protect$;
comment on function ledger_protect_series is 'Row-Level Security of what belongs to the series of one organisation';

select ledger_protect_series('ledger_key', true);
select ledger_protect_series('ledger_entry', true);
select ledger_protect_series('ledger_series', false);
-- The key of the register itself has no organisation: nobody reads it but nc_ledger, whoever founds the register adds it.
select ledger_protect_series('ledger_signing_key', false);
create policy founds on ledger_signing_key for insert to nc_app with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid) and organisation_id is null);

grant update (last_seq, key_id) on ledger_series to nc_app;
grant update (last_seq) on ledger_series to nc_person;
grant insert on ledger_log, ledger_erasure, ledger_access_batch to nc_app;
-- She signs on her own page: her act is an entry of the organisation that keeps her record.
create policy person_adds on ledger_entry for insert to nc_person with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
grant insert on ledger_entry to nc_person;

-- Keys and openings: the organisation's own; the person reaches those that are about her.
do $$
declare
  target regclass;
begin
  foreach target in array array['ledger_person_key', 'ledger_opening']::regclass[] loop
    perform platform_protect_organisation(target);
    execute format($q$create policy about_her on %s to nc_person
      using (network_id = (select nullif(current_setting('app.network', true), '')::uuid)
        and subject_id = (select nullif(current_setting('app.person', true), '')::uuid))
      with check (network_id = (select nullif(current_setting('app.network', true), '')::uuid)
        and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
        and subject_id = (select nullif(current_setting('app.person', true), '')::uuid))$q$, target);
    execute format('grant select, insert on %s to nc_app, nc_person', target);
  end loop;
end $$;
grant update (service_key, accounting_key, erased_at) on ledger_person_key to nc_app;
grant delete on ledger_opening to nc_app;

-- The register itself: entries of all organisations of a network, no opening, no key of a person.
do $$
declare
  target regclass;
begin
  foreach target in array array['ledger_log', 'ledger_key', 'ledger_entry', 'ledger_node', 'ledger_checkpoint', 'ledger_access_batch']::regclass[] loop
    execute format('create policy register on %s to nc_ledger using (true) with check (true)', target);
    execute format('grant select on %s to nc_ledger', target);
  end loop;
end $$;
create policy register on ledger_signing_key for select to nc_ledger using (organisation_id is null);
grant select on ledger_signing_key to nc_ledger;
grant update (size) on ledger_log to nc_ledger;
grant update (log_index) on ledger_entry to nc_ledger;
grant insert on ledger_node, ledger_checkpoint to nc_ledger;

-- What was written stays: an entry never changes but for receiving its place, once.
create function ledger_entry_keep() returns trigger language plpgsql as $keep$
begin
  if old.log_index is not null or (new.entry, new.key_id, new.org_seq, new.organisation_id, new.fact_id)
    is distinct from (old.entry, old.key_id, old.org_seq, old.organisation_id, old.fact_id) then
    raise exception 'an entry of the ledger does not change' using errcode = '23514', constraint = 'ledger_entry_unchanged';
  end if;
  return new;
end $keep$;
comment on function ledger_entry_keep is 'Refuses every change of an entry but the assignment of its place';
create trigger ledger_entry_unchanged before update on ledger_entry for each row execute function ledger_entry_keep();
