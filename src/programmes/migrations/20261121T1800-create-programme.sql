-- Programmes and what is counted for them. No person is in these tables: a head is a pseudonym (design §8).

create table programmes_programme (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  code text not null,
  name text not null,
  fund text not null,
  notice text,
  starts_on date not null,
  ends_on date not null,
  budget_cents bigint not null,
  target_heads integer not null,
  target_minutes integer not null,
  target_women_permille integer,
  spending text not null,
  unit_cents bigint,
  created_on date not null,
  created_by uuid,
  fact_id uuid not null,
  constraint programmes_programme_pk primary key (network_id, id),
  constraint programmes_programme_code unique (network_id, code),
  constraint programmes_programme_period check (ends_on >= starts_on),
  constraint programmes_programme_budget check (budget_cents >= 0),
  constraint programmes_programme_targets check (target_heads > 0 and target_minutes >= 0),
  constraint programmes_programme_women check (target_women_permille between 0 and 1000),
  constraint programmes_programme_spending check (spending in ('entries', 'per-head', 'per-hour')),
  constraint programmes_programme_unit check ((spending = 'entries') = (unit_cents is null))
);
comment on table programmes_programme is 'A funded programme with its period, budget and targets. Standard costs per head or hour only where the fund allows them; otherwise money is what was entered.';
select platform_protect_network('programmes_programme');
grant insert on programmes_programme to nc_app;

create table programmes_partner (
  network_id uuid not null,
  programme_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  constraint programmes_partner_pk primary key (network_id, programme_id, organisation_id),
  constraint programmes_partner_programme foreign key (network_id, programme_id)
    references programmes_programme (network_id, id),
  constraint programmes_partner_kind check (kind in ('lead', 'partner', 'job-centre', 'adherent'))
);
comment on table programmes_partner is 'Organisations that work in a programme, and as what.';
select platform_protect_network('programmes_partner');
grant insert on programmes_partner to nc_app;

create table programmes_enrolment (
  network_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  organisation_id uuid not null,
  handle uuid not null,
  sex text not null,
  age_band text not null,
  citizenship text,
  municipality text,
  province text,
  permit_until date,
  from_on date not null,
  until_on date,
  end_reason text,
  fact_id uuid not null,
  opening jsonb not null,
  constraint programmes_enrolment_pk primary key (network_id, id),
  constraint programmes_enrolment_once unique (network_id, programme_id, handle),
  constraint programmes_enrolment_programme foreign key (network_id, programme_id)
    references programmes_programme (network_id, id),
  constraint programmes_enrolment_period check (until_on is null or until_on >= from_on),
  constraint programmes_enrolment_end check ((until_on is null) = (end_reason is null)),
  constraint programmes_enrolment_sex check (sex in ('F', 'M', 'X', 'unknown')),
  constraint programmes_enrolment_age check (age_band in ('under-18', '18-60', 'over-60', 'unknown'))
);
comment on table programmes_enrolment is 'Pseudonymous participation. Age band at first participation; permit_until is the expiry known that day. See docs/views/programmes-enrolment.md';
create index programmes_enrolment_handle on programmes_enrolment (network_id, handle);
create index programmes_enrolment_organisation on programmes_enrolment (organisation_id, programme_id);

create table programmes_station (
  network_id uuid not null,
  handle uuid not null,
  organisation_id uuid not null,
  station text not null,
  reached_on date not null,
  constraint programmes_station_pk primary key (network_id, handle, station),
  constraint programmes_station_name check
    (station in ('interview', 'profile', 'plan', 'measures', 'cpi', 'internship', 'job', 'follow-up'))
);
comment on table programmes_station is 'First day on which an enrolled person reached a station of the path, by pseudonym; written by the organisation that keeps her record.';

create table programmes_spend (
  network_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  organisation_id uuid not null,
  spent_on date not null,
  cents bigint not null,
  line text not null,
  entered_on date not null,
  entered_by uuid,
  fact_id uuid not null,
  constraint programmes_spend_pk primary key (network_id, id),
  constraint programmes_spend_programme foreign key (network_id, programme_id)
    references programmes_programme (network_id, id),
  constraint programmes_spend_cents check (cents <> 0),
  constraint programmes_spend_line check (line in ('staff', 'travel', 'equipment', 'consumables', 'subcontracting', 'participants', 'auditor', 'indirect', 'other'))
);
comment on table programmes_spend is 'Money spent by an organisation for a programme, by cost line. A correction is a second entry with the opposite sign.';
create index programmes_spend_programme on programmes_spend (network_id, programme_id, spent_on);

-- Own rows for whoever writes them; all rows, and no person with them, for whoever answers for the network's figures.
do $policies$
declare
  here text := $q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)$q$;
  mine text := $q$organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)$q$;
  counts text := $q$((select current_setting('app.role', true)) in ('coordinator', 'auditor')
    and (select current_setting('app.purpose', true)) in ('reporting', 'audit'))$q$;
  kept text;
begin
  foreach kept in array array['programmes_enrolment', 'programmes_station', 'programmes_spend']
  loop
    execute format('alter table %I enable row level security', kept);
    execute format('alter table %I force row level security', kept);
    execute format('create policy counting_reads on %I for select to nc_app using (%s and (%s or %s))', kept, here, mine, counts);
    execute format('create policy own_adds on %I for insert to nc_app with check (%s and %s)', kept, here, mine);
    execute format('create policy own_changes on %I for update to nc_app using (%s and %s) with check (%s and %s)', kept, here, mine, here, mine);
    execute format('create policy backup on %I to nc_backup using (true) with check (true)', kept);
    execute format('grant select, insert on %I to nc_app', kept);
  end loop;
end $policies$;
grant update (until_on, end_reason) on programmes_enrolment to nc_app;
grant update (reached_on) on programmes_station to nc_app;
-- The regular refresh of stations asks only which organisations have anybody enrolled.
create policy jobs_look on programmes_enrolment for select to nc_jobs using (true);
grant select (network_id, organisation_id) on programmes_enrolment to nc_jobs;
