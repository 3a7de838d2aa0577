-- What every other table stands on: the policies, the grants and the access log (design §8, style §2.10).

grant usage on schema public to nc_app, nc_person, nc_signin, nc_person_link, nc_jobs, nc_ledger, nc_backup;
revoke create on schema public from public;
-- Backup reads and restores every table, present and future; row policies for it are made beside each table's own.
alter default privileges for role nc_owner in schema public grant select, insert on tables to nc_backup;
grant select on platform_migration to nc_backup, nc_login;

create table platform_grant (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  granted_by uuid not null,
  purpose text not null,
  field_groups text[] not null,
  legal_basis text not null,
  valid_from date not null,
  valid_until date,
  revoked_on date,
  created_at timestamptz not null default now(),
  constraint platform_grant_pk primary key (network_id, id),
  constraint platform_grant_period check (valid_until is null or valid_until >= valid_from),
  constraint platform_grant_groups check (cardinality(field_groups) > 0)
);
comment on table platform_grant is 'Who may see which field groups of which person record, for which purpose, on which legal basis, from when until when. No foreign key to the person: the grant is written before her row.';
create index platform_grant_person on platform_grant (person_id, organisation_id);
create index platform_grant_organisation on platform_grant (organisation_id, person_id);

create table platform_access (
  network_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  organisation_id uuid not null,
  organisation_name text not null,
  unit_id uuid,
  account_id uuid,
  role text not null,
  purpose text not null,
  person_id uuid,
  field_groups text[] not null,
  route text not null,
  reason text,
  constraint platform_access_pk primary key (network_id, id)
);
comment on table platform_access is 'One row for each opening of a file, package, export or unmasked card, and one for each list (person_id empty). Append-only; sealed in batches by the ledger.';
create index platform_access_person on platform_access (person_id, at desc);
create index platform_access_hour on platform_access (network_id, organisation_id, at);

-- Protects a table of personal data. Reading needs a grant of my organisation that is valid today and names the group;
-- writing needs my organisation's own grant on its own record: what was shared with me I may read, not change.
-- The person reads her own rows. One place for the policy of the whole product.
create function platform_protect(target regclass, field_group text) returns void
language plpgsql as $protect$
declare
  held text := format($q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)
    and exists (select from platform_grant g
      where g.person_id = %1$s.person_id
        and g.organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
        and g.network_id = (select nullif(current_setting('app.network', true), '')::uuid)
        and %2$L = any (g.field_groups)
        and g.valid_from <= (select nullif(current_setting('app.today', true), '')::date)
        and (g.valid_until is null or g.valid_until >= (select nullif(current_setting('app.today', true), '')::date))
        and g.revoked_on is null$q$, target, field_group);
  readable text := held || ')';
  writable text := held || ' and g.granted_by = g.organisation_id)';
  herself text := $q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)
    and person_id = (select nullif(current_setting('app.person', true), '')::uuid)$q$;
begin
  if field_group not in ('identity', 'contacts', 'permit', 'family', 'health', 'protection', 'schooling_languages',
    'work_history', 'wishes_constraints', 'plan', 'hours', 'outcomes', 'documents', 'notes') then
    raise exception 'unknown field group %', field_group;
  end if;
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy member_reads on %s for select to nc_app using (%s)', target, readable);
  execute format('create policy member_inserts on %s for insert to nc_app with check (%s)', target, writable);
  execute format('create policy member_updates on %s for update to nc_app using (%s) with check (%s)', target, writable, writable);
  execute format('create policy member_deletes on %s for delete to nc_app using (%s)', target, writable);
  execute format('create policy person_reads on %s for select to nc_person using (%s)', target, herself);
  execute format('create policy backup on %s to nc_backup using (true) with check (true)', target);
  execute format('grant select on %s to nc_app, nc_person', target);
end $protect$;
comment on function platform_protect is 'Row-Level Security of a table with personal data, by its one field group';

-- Protects a table that belongs to one organisation and holds no person: only its members read and write.
create function platform_protect_organisation(target regclass) returns void
language plpgsql as $protect$
declare
  mine text := $q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)
    and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)$q$;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy own_organisation on %s to nc_app using (%s) with check (%s)', target, mine, mine);
  execute format('create policy backup on %s to nc_backup using (true) with check (true)', target);
  execute format('grant select on %s to nc_app', target);
end $protect$;
comment on function platform_protect_organisation is 'Row-Level Security of a table that belongs to one organisation';

-- Protects a table that the whole network reads (names of organisations, job centres). The person may read it too.
create function platform_protect_network(target regclass) returns void
language plpgsql as $protect$
declare
  ours text := $q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)$q$;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy whole_network on %s to nc_app using (%s) with check (%s)', target, ours, ours);
  execute format('create policy person_reads on %s for select to nc_person using (%s)', target, ours);
  execute format('create policy backup on %s to nc_backup using (true) with check (true)', target);
  execute format('grant select on %s to nc_app, nc_person', target);
end $protect$;
comment on function platform_protect_network is 'Row-Level Security of a table that the whole network reads';

-- The grants themselves: read what concerns or comes from my organisation, write only in its name.
-- A policy may not look into its own table (42P17), hence granted_by.
alter table platform_grant enable row level security;
alter table platform_grant force row level security;
create policy member_reads on platform_grant for select to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (select nullif(current_setting('app.organisation', true), '')::uuid) in (organisation_id, granted_by));
create policy member_inserts on platform_grant for insert to nc_app with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and granted_by = (select nullif(current_setting('app.organisation', true), '')::uuid));
create policy member_updates on platform_grant for update to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and granted_by = (select nullif(current_setting('app.organisation', true), '')::uuid));
create policy member_deletes on platform_grant for delete to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and granted_by = (select nullif(current_setting('app.organisation', true), '')::uuid));
create policy person_reads on platform_grant for select to nc_person using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and person_id = (select nullif(current_setting('app.person', true), '')::uuid));
create policy backup on platform_grant to nc_backup using (true) with check (true);
grant select, insert, update (revoked_on), delete on platform_grant to nc_app;
grant select on platform_grant to nc_person;

alter table platform_access enable row level security;
alter table platform_access force row level security;
create policy member_reads on platform_access for select to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
    or exists (select from platform_grant g where g.person_id = platform_access.person_id
      and g.granted_by = g.organisation_id
      and g.organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid))));
create policy member_inserts on platform_access for insert to nc_app with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
create policy person_reads on platform_access for select to nc_person using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and person_id = (select nullif(current_setting('app.person', true), '')::uuid));
create policy person_inserts on platform_access for insert to nc_person with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and person_id = (select nullif(current_setting('app.person', true), '')::uuid) and role = 'person');
create policy ledger_reads on platform_access for select to nc_ledger using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid));
create policy backup on platform_access to nc_backup using (true) with check (true);
grant select, insert on platform_access to nc_app, nc_person;
grant select on platform_access to nc_ledger;
