-- SPDX-License-Identifier: EUPL-1.2
-- The profile: statements by field group. Every row says what, how well it is proved, who said it, who wrote it and when.
-- Rows are only added: a correction is a new row on the same entry, a withdrawal a row that says so.

create table skills_literacy (
  network_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  interview_id uuid,
  mother_tongues text[] not null,
  reads text,
  writes text,
  scripts text[] not null,
  numbers text,
  forms text,
  withdrawn boolean not null default false,
  level text not null,
  said_by text not null,
  said_on date not null,
  source text,
  account_id uuid,
  written_at timestamptz not null,
  constraint skills_literacy_pk primary key (network_id, id),
  constraint skills_literacy_interview foreign key (network_id, interview_id) references skills_interview (network_id, id),
  constraint skills_literacy_level check (level in ('declared', 'documented', 'observed', 'validated', 'certified')),
  constraint skills_literacy_said_by check (said_by in ('person', 'interpreter', 'operator'))
);
comment on table skills_literacy is 'Mother tongues, reading and writing, as stated. Statements are only added; the last one on an entry holds.';
select platform_protect('skills_literacy', 'schooling_languages');
grant insert, delete on skills_literacy to nc_app;
create index skills_literacy_person on skills_literacy (person_id, entry_id, written_at desc);

create table skills_language (
  network_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  interview_id uuid,
  language text not null,
  listening text,
  reading text,
  interaction text,
  production text,
  writing text,
  learnt text[] not null,
  certificate text,
  withdrawn boolean not null default false,
  level text not null,
  said_by text not null,
  said_on date not null,
  source text,
  account_id uuid,
  written_at timestamptz not null,
  constraint skills_language_pk primary key (network_id, id),
  constraint skills_language_interview foreign key (network_id, interview_id) references skills_interview (network_id, id),
  constraint skills_language_level check (level in ('declared', 'documented', 'observed', 'validated', 'certified')),
  constraint skills_language_said_by check (said_by in ('person', 'interpreter', 'operator')),
  constraint skills_language_code check (language ~ '^[a-z]{2,3}$'),
  constraint skills_language_cefr check (array_remove(array[listening, reading, interaction, production, writing], null)
    <@ array['A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'])
);
comment on table skills_language is 'One language with its five CEFR dimensions, as stated.';
select platform_protect('skills_language', 'schooling_languages');
grant insert, delete on skills_language to nc_app;
create index skills_language_person on skills_language (person_id, entry_id, written_at desc);

create table skills_schooling (
  network_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  interview_id uuid,
  school_level text not null,
  completed text,
  years integer,
  country text,
  from_year integer,
  until_year integer,
  title jsonb,
  document text,
  withdrawn boolean not null default false,
  level text not null,
  said_by text not null,
  said_on date not null,
  source text,
  account_id uuid,
  written_at timestamptz not null,
  constraint skills_schooling_pk primary key (network_id, id),
  constraint skills_schooling_interview foreign key (network_id, interview_id) references skills_interview (network_id, id),
  constraint skills_schooling_level check (level in ('declared', 'documented', 'observed', 'validated', 'certified')),
  constraint skills_schooling_said_by check (said_by in ('person', 'interpreter', 'operator')),
  constraint skills_schooling_years check (years between 0 and 30),
  constraint skills_schooling_period check (until_year >= from_year),
  constraint skills_schooling_country check (country ~ '^[A-Z]{3}$')
);
comment on table skills_schooling is 'A school or title as stated; own words keep their language. Says nothing about legal recognition.';
select platform_protect('skills_schooling', 'schooling_languages');
grant insert, delete on skills_schooling to nc_app;
create index skills_schooling_person on skills_schooling (person_id, entry_id, written_at desc);

create table skills_experience (
  network_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  interview_id uuid,
  pictures text[] not null,
  words jsonb,
  work_kind text,
  place text,
  country text,
  from_date text,
  until_date text,
  ongoing boolean not null,
  weekly_hours integer,
  tasks jsonb,
  again text,
  esco_uri text,
  isco_code text,
  withdrawn boolean not null default false,
  level text not null,
  said_by text not null,
  said_on date not null,
  source text,
  account_id uuid,
  written_at timestamptz not null,
  constraint skills_experience_pk primary key (network_id, id),
  constraint skills_experience_interview foreign key (network_id, interview_id) references skills_interview (network_id, id),
  constraint skills_experience_level check (level in ('declared', 'documented', 'observed', 'validated', 'certified')),
  constraint skills_experience_said_by check (said_by in ('person', 'interpreter', 'operator')),
  constraint skills_experience_from check (from_date ~ '^[0-9]{4}(-(0[1-9]|1[0-2]))?$'),
  constraint skills_experience_until check (until_date ~ '^[0-9]{4}(-(0[1-9]|1[0-2]))?$'),
  constraint skills_experience_ongoing check (not ongoing or until_date is null),
  constraint skills_experience_country check (country ~ '^[A-Z]{3}$'),
  constraint skills_experience_isco check (isco_code ~ '^[0-9]{1,4}$')
);
comment on table skills_experience is 'Work in the persons own words, paid or not. The taxonomy columns stay empty until somebody chooses an occupation.';
select platform_protect('skills_experience', 'work_history');
grant insert, delete on skills_experience to nc_app;
create index skills_experience_person on skills_experience (person_id, entry_id, written_at desc);

create table skills_ability (
  network_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  interview_id uuid,
  pictures text[] not null,
  words jsonb,
  learnt text[] not null,
  licences text[] not null,
  withdrawn boolean not null default false,
  level text not null,
  said_by text not null,
  said_on date not null,
  source text,
  account_id uuid,
  written_at timestamptz not null,
  constraint skills_ability_pk primary key (network_id, id),
  constraint skills_ability_interview foreign key (network_id, interview_id) references skills_interview (network_id, id),
  constraint skills_ability_level check (level in ('declared', 'documented', 'observed', 'validated', 'certified')),
  constraint skills_ability_said_by check (said_by in ('person', 'interpreter', 'operator'))
);
comment on table skills_ability is 'What she can do outside work, and licences held, as stated.';
select platform_protect('skills_ability', 'work_history');
grant insert, delete on skills_ability to nc_app;
create index skills_ability_person on skills_ability (person_id, entry_id, written_at desc);

create table skills_wish (
  network_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  interview_id uuid,
  aims text[] not null,
  pictures text[] not null,
  words jsonb,
  hours text,
  start_when text,
  withdrawn boolean not null default false,
  level text not null,
  said_by text not null,
  said_on date not null,
  source text,
  account_id uuid,
  written_at timestamptz not null,
  constraint skills_wish_pk primary key (network_id, id),
  constraint skills_wish_interview foreign key (network_id, interview_id) references skills_interview (network_id, id),
  constraint skills_wish_level check (level in ('declared', 'documented', 'observed', 'validated', 'certified')),
  constraint skills_wish_said_by check (said_by in ('person', 'interpreter', 'operator'))
);
comment on table skills_wish is 'What she wants: aims, kind of work, hours, start.';
select platform_protect('skills_wish', 'wishes_constraints');
grant insert, delete on skills_wish to nc_app;
create index skills_wish_person on skills_wish (person_id, entry_id, written_at desc);

create table skills_constraint (
  network_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  interview_id uuid,
  earliest integer,
  latest integer,
  days text[] not null,
  mobility text[] not null,
  travel text,
  childcare text,
  words jsonb,
  withdrawn boolean not null default false,
  level text not null,
  said_by text not null,
  said_on date not null,
  source text,
  account_id uuid,
  written_at timestamptz not null,
  constraint skills_constraint_pk primary key (network_id, id),
  constraint skills_constraint_interview foreign key (network_id, interview_id) references skills_interview (network_id, id),
  constraint skills_constraint_level check (level in ('declared', 'documented', 'observed', 'validated', 'certified')),
  constraint skills_constraint_said_by check (said_by in ('person', 'interpreter', 'operator')),
  constraint skills_constraint_clock check (coalesce(earliest, 0) between 0 and 1439 and coalesce(latest, 0) between 0 and 1439),
  constraint skills_constraint_window check (latest > earliest)
);
comment on table skills_constraint is 'Limits to respect when work is looked for, never their reason.';
select platform_protect('skills_constraint', 'wishes_constraints');
grant insert, delete on skills_constraint to nc_app;
create index skills_constraint_person on skills_constraint (person_id, entry_id, written_at desc);
