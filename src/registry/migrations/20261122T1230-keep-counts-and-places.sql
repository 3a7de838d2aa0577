-- SPDX-License-Identifier: EUPL-1.2
-- Two rules on what stays and what is hidden.

-- A pair of pseudonyms outlives the records it came from: a day that was counted once is counted the same for ever, and
-- with the records gone no way leads back to anybody (GDPR art. 17(3)(b)). Nobody removes a pair; it can be taken back.
drop policy own_deletes on registry_same_handle;
revoke delete, update on registry_same_handle from nc_app;
grant update (revoked_on, revocation_fact_id, revocation_opening) on registry_same_handle to nc_app;
-- Pairs serve counting: who counts reads all of them, who works with people those of the own organisation.
drop policy network_reads on registry_same_handle;
create policy counting_reads on registry_same_handle for select to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
    or ((select current_setting('app.role', true)) in ('coordinator', 'auditor')
      and (select current_setting('app.purpose', true)) in ('reporting', 'audit'))));

-- The office that issued a permit says where she lived. It travels with the group permit, until a paper hides her place:
-- then it stands here, in the group contacts, for that paper and for all before it.
create table registry_permit_office (
  network_id uuid not null,
  permit_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  questura text not null,
  constraint registry_permit_office_pk primary key (network_id, permit_id),
  constraint registry_permit_office_of_permit foreign key (network_id, permit_id)
    references registry_permit (network_id, id) on delete cascade
);
comment on table registry_permit_office is 'Offices that issued the papers of people whose place is hidden (TUI art. 18): where she is goes with her contacts, not with her permit';
create index registry_permit_office_person on registry_permit_office (person_id);
select platform_protect('registry_permit_office', 'contacts');
grant insert, delete on registry_permit_office to nc_app;

alter table registry_permit no force row level security;
alter table registry_permit_office no force row level security;
insert into registry_permit_office (network_id, permit_id, person_id, organisation_id, questura)
  select p.network_id, p.id, p.person_id, p.organisation_id, p.questura from registry_permit p
  where p.questura is not null and exists (select from registry_permit now where now.network_id = p.network_id
    and now.person_id = p.person_id and now.superseded_on is null and now.kind = 'specialCases');
update registry_permit p set questura = null where exists (select from registry_permit_office o
  where o.network_id = p.network_id and o.permit_id = p.id);
update registry_permit set questura = null where kind = 'specialCases';
alter table registry_permit add constraint registry_permit_hidden_place check (kind <> 'specialCases' or questura is null);
alter table registry_permit force row level security;
alter table registry_permit_office force row level security;

-- What was shown before: a share of contacts of somebody whose place is hidden today ends, the rest of it goes on.
alter table platform_grant no force row level security;
alter table registry_permit no force row level security;
with hidden as (
  update platform_grant g set revoked_on = greatest(g.valid_from, (now() at time zone 'Europe/Rome')::date)
  where g.granted_by <> g.organisation_id and g.revoked_on is null and 'contacts' = any (g.field_groups)
    and exists (select from registry_permit now where now.network_id = g.network_id and now.person_id = g.person_id
      and now.superseded_on is null and now.kind = 'specialCases')
  returning g.*)
insert into platform_grant (network_id, id, person_id, organisation_id, granted_by, purpose, field_groups, legal_basis, valid_from, valid_until)
  select network_id, gen_random_uuid(), person_id, organisation_id, granted_by, purpose,
    array_remove(field_groups, 'contacts'), legal_basis, greatest(valid_from, revoked_on), valid_until
  from hidden where field_groups <> array['contacts'] and (valid_until is null or valid_until >= revoked_on);
alter table platform_grant force row level security;
alter table registry_permit force row level security;
