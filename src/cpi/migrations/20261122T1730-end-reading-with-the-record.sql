-- SPDX-License-Identifier: EUPL-1.2
-- A sender reads its packages as long as it keeps the record that it sent them from. Once it has erased the person,
-- nothing of the package is its to read: the job centre keeps it on a basis of its own.

-- The running number counted the packages that are there to be seen; now it is kept, so that none is given twice.
create table cpi_number (
  network_id uuid not null,
  organisation_id uuid not null,
  year integer not null,
  last integer not null,
  constraint cpi_number_pk primary key (network_id, organisation_id, year),
  constraint cpi_number_counts check (last > 0)
);
comment on table cpi_number is 'The last running number of a sender''s packages in a year. It outlives packages that were erased.';
select platform_protect_organisation('cpi_number');
grant insert, update (last) on cpi_number to nc_app;

alter table cpi_package no force row level security;
alter table cpi_number no force row level security;
insert into cpi_number (network_id, organisation_id, year, last)
  select network_id, sender_organisation, split_part(number, '-', 1)::integer, max(split_part(number, '-', 2)::integer)
  from cpi_package group by 1, 2, 3;
alter table cpi_package force row level security;
alter table cpi_number force row level security;

drop policy sides_read on cpi_package;
create policy sides_read on cpi_package for select to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (receiver_organisation = (select nullif(current_setting('app.organisation', true), '')::uuid)
    or (sender_organisation = (select nullif(current_setting('app.organisation', true), '')::uuid)
      and exists (select from platform_grant g
        where g.person_id = cpi_package.sender_person
          and g.organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
          and g.network_id = cpi_package.network_id
          and g.granted_by = g.organisation_id
          and g.revoked_on is null))));
-- Cutting the tie leaves a row that its sender cannot read, which PostgreSQL refuses in an update that looks for it. The
-- one package that is being cut is named for that moment, and holds no more of the record than before.
create policy sender_cutting on cpi_package for select to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and sender_organisation = (select nullif(current_setting('app.organisation', true), '')::uuid)
  and id = (select nullif(current_setting('app.cutting', true), '')::uuid));
-- People are not the business of everybody who works there.
create policy readers_by_role on cpi_package as restrictive for select to nc_app
  using ((select current_setting('app.role', true)) = any (platform_readers('identity')));
