-- Counting without opening (design §8): what a programme may read of a signed meeting. No person is in it.

create table plans_hour (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  handle uuid not null,
  meeting_id uuid not null,
  round integer not null,
  measure_kind text not null,
  day date not null,
  -- What counts; lasted_minutes is how long it took. They differ where the ceiling of the measure was reached.
  minutes integer not null,
  lasted_minutes integer not null,
  signed_on date not null,
  person_method text not null,
  person_strength text not null,
  fact_id uuid not null,
  opening jsonb not null,
  reversed_on date,
  reversal_fact_id uuid,
  reversal_opening jsonb,
  constraint plans_hour_pk primary key (network_id, id),
  constraint plans_hour_once unique (network_id, meeting_id, round),
  constraint plans_hour_minutes check (minutes between 0 and lasted_minutes and lasted_minutes between 1 and 1440),
  constraint plans_hour_reversed check (
    (reversed_on is null) = (reversal_fact_id is null) and (reversed_on is null) = (reversal_opening is null)),
  constraint plans_hour_order check (signed_on >= day and (reversed_on is null or reversed_on >= signed_on))
);
comment on table plans_hour is 'Pseudonymous row of a meeting signed by both sides; counted by programmes. See docs/views/plans-hour.md';
create index plans_hour_handle on plans_hour (network_id, handle, day);
create index plans_hour_day on plans_hour (network_id, day);
create index plans_hour_organisation on plans_hour (organisation_id, day);

alter table plans_hour enable row level security;
alter table plans_hour force row level security;
-- Whoever gave the hour reads it; whoever answers for the network's figures reads all of them, and no person with them.
create policy own_organisation_reads on plans_hour for select to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
    or ((select current_setting('app.role', true)) in ('coordinator', 'auditor')
      and (select current_setting('app.purpose', true)) in ('reporting', 'audit'))));
create policy own_organisation_adds on plans_hour for insert to nc_app with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
create policy own_organisation_reverses on plans_hour for update to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
-- Her signature completes the hour, so the row is written in her transaction; only for a meeting of hers.
create policy person_completes on plans_hour for insert to nc_person with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
  and exists (select from plans_meeting m where m.network_id = plans_hour.network_id and m.id = plans_hour.meeting_id
    and m.person_id = (select nullif(current_setting('app.person', true), '')::uuid)));
create policy backup on plans_hour to nc_backup using (true) with check (true);
grant select, insert, update (reversed_on, reversal_fact_id, reversal_opening) on plans_hour to nc_app;
grant insert on plans_hour to nc_person;
