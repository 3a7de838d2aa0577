create table registry_link (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  same_person_id uuid not null,
  organisation_id uuid not null,
  reason text not null,
  linked_on date not null,
  unlinked_on date,
  unlink_reason text,
  constraint registry_link_pk primary key (network_id, id),
  constraint registry_link_two check (person_id <> same_person_id),
  constraint registry_link_period check (unlinked_on is null or unlinked_on >= linked_on),
  constraint registry_link_of_person foreign key (network_id, person_id) references registry_person (network_id, person_id)
);
comment on table registry_link is 'An assertion that two records are the same person. It grants nothing and can be revoked; person_id is the record of the organisation that asserts.';
create unique index registry_link_once on registry_link (network_id, person_id, same_person_id) where unlinked_on is null;
create index registry_link_person on registry_link (person_id);
create index registry_link_same on registry_link (same_person_id);
select platform_protect('registry_link', 'identity');
grant insert, update, delete on registry_link to nc_app;

-- The same assertion between pseudonyms, so that programmes count a cluster once without opening anybody.
create table registry_same_handle (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  handle_a uuid not null,
  handle_b uuid not null,
  linked_on date not null,
  revoked_at timestamptz,
  constraint registry_same_handle_pk primary key (network_id, id),
  constraint registry_same_handle_two check (handle_a < handle_b)
);
comment on table registry_same_handle is 'Pairs of pseudonyms that are one person; read network-wide for counting, holds no way back to a person';
create index registry_same_handle_a on registry_same_handle (network_id, handle_a);
create index registry_same_handle_b on registry_same_handle (network_id, handle_b);
alter table registry_same_handle enable row level security;
alter table registry_same_handle force row level security;
create policy network_reads on registry_same_handle for select to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid));
create policy own_inserts on registry_same_handle for insert to nc_app with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
create policy own_updates on registry_same_handle for update to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
create policy own_deletes on registry_same_handle for delete to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
create policy backup on registry_same_handle to nc_backup using (true) with check (true);
grant select, insert, update, delete on registry_same_handle to nc_app;

-- Rules of law that ship as "to be confirmed" and that the network's administrator has checked.
create table registry_rule_check (
  network_id uuid not null,
  rule text not null,
  checked_on date not null,
  checked_by text not null,
  constraint registry_rule_check_pk primary key (network_id, rule)
);
comment on table registry_rule_check is 'Confirmations of legal rules whose certainty was open when they were written; holds no person';
select platform_protect_network('registry_rule_check');
grant insert, delete on registry_rule_check to nc_app;
