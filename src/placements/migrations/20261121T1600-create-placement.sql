-- SPDX-License-Identifier: EUPL-1.2
-- Employers as one organisation knows them, and the placements of people with them.

create table placements_employer (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  tax_code text not null,
  municipality text not null,
  sector text,
  created_at timestamptz not null,
  constraint placements_employer_pk primary key (network_id, id),
  constraint placements_employer_once unique (network_id, organisation_id, tax_code),
  constraint placements_employer_tax_code check (tax_code ~ '^([0-9]{11}|[A-Z0-9]{16})$')
);
comment on table placements_employer is 'Who hires or hosts, as one organisation knows it. Holds no person of ours.';
select platform_protect_organisation('placements_employer');
grant insert, update on placements_employer to nc_app;

create table placements_placement (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  kind text not null,
  employer_id uuid not null,
  employer_name text not null,
  municipality text not null,
  contract text not null,
  from_day date not null,
  until_day date,
  weekly_minutes integer,
  follow_up_on date not null,
  ended_on date,
  end_reason text,
  started_fact uuid not null,
  ended_fact uuid,
  account_id uuid,
  written_at timestamptz not null,
  version integer not null default 1,
  constraint placements_placement_pk primary key (network_id, id),
  constraint placements_placement_employer foreign key (network_id, employer_id) references placements_employer (network_id, id),
  constraint placements_placement_kind check (kind in ('internship', 'workGrant', 'job')),
  constraint placements_placement_period check (until_day >= from_day),
  constraint placements_placement_last_day check (kind = 'job' or until_day is not null),
  constraint placements_placement_minutes check (weekly_minutes between 1 and 10080),
  constraint placements_placement_end check ((ended_on is null) = (end_reason is null) and coalesce(ended_on, from_day) >= from_day)
);
comment on table placements_placement is 'An internship, a work grant or a job that started. The employer''s name is kept as it was then, for readers who may see outcomes but not our employers.';
select platform_protect('placements_placement', 'outcomes');
grant insert, update, delete on placements_placement to nc_app;
create index placements_placement_person on placements_placement (person_id, from_day desc);
create index placements_placement_follow_up on placements_placement (network_id, organisation_id, follow_up_on);

create table placements_follow_up (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  placement_id uuid not null,
  on_day date not null,
  result text not null,
  fact_id uuid not null,
  account_id uuid,
  written_at timestamptz not null,
  constraint placements_follow_up_pk primary key (network_id, id),
  constraint placements_follow_up_placement foreign key (network_id, placement_id) references placements_placement (network_id, id) on delete cascade,
  constraint placements_follow_up_result check (result in ('same-job', 'other-job', 'training', 'no-work', 'not-reached'))
);
comment on table placements_follow_up is 'How she was doing when somebody asked again. Only added.';
select platform_protect('placements_follow_up', 'outcomes');
grant insert, delete on placements_follow_up to nc_app;
create index placements_follow_up_placement_day on placements_follow_up (placement_id, on_day desc);
