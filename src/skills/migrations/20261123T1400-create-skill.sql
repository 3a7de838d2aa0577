-- SPDX-License-Identifier: EUPL-1.2
-- What she can do of a work she has told: one statement for each task or skill that was asked, with the label as it was
-- shown. "no" is kept too: it is not asked again. Added only, like every statement.

create table skills_skill (
  network_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  interview_id uuid,
  work_entry_id uuid not null,
  uri text not null,
  label text not null,
  language text not null,
  version text not null,
  essential boolean not null,
  answer text not null,
  withdrawn boolean not null default false,
  level text not null,
  said_by text not null,
  said_on date not null,
  source text,
  account_id uuid,
  written_at timestamptz not null,
  constraint skills_skill_pk primary key (network_id, id),
  constraint skills_skill_interview foreign key (network_id, interview_id) references skills_interview (network_id, id),
  constraint skills_skill_answer check (answer in ('alone', 'helped', 'no')),
  constraint skills_skill_level check (level in ('declared', 'documented', 'observed', 'validated', 'certified')),
  constraint skills_skill_said_by check (said_by in ('person', 'interpreter', 'operator'))
);
comment on table skills_skill is 'A task or skill of the classification that she was asked about for one of her works, as stated. The label is a copy, with its language and version.';
select platform_protect('skills_skill', 'work_history');
grant insert, delete on skills_skill to nc_app;
create index skills_skill_person on skills_skill (person_id, entry_id, written_at desc);
