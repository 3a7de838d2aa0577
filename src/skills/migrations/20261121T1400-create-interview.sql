-- SPDX-License-Identifier: EUPL-1.2
-- The interview under way (a draft) and the interview held (a header without content).

create table skills_draft (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  account_id uuid,
  held_on date not null,
  place text,
  own_lang text not null,
  person_lang text not null,
  interpreter_lang text,
  content jsonb not null,
  started_on date not null,
  expires_on date not null,
  version integer not null default 1,
  constraint skills_draft_pk primary key (network_id, id),
  constraint skills_draft_one_per_person unique (network_id, organisation_id, person_id),
  constraint skills_draft_expiry check (expires_on > started_on),
  constraint skills_draft_content check (jsonb_typeof(content) = 'object')
);
comment on table skills_draft is 'An interview under way: answers as typed, with owner and expiry. Working notes of one organisation; deleted when concluded or expired.';
select platform_protect('skills_draft', 'notes');
-- Sharing notes shares notes, never the half-told story another organisation is still writing down.
create policy own_organisation on skills_draft as restrictive to nc_app
  using (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid))
  with check (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
grant insert, update, delete on skills_draft to nc_app;
create index skills_draft_expiry_day on skills_draft (network_id, expires_on);

create table skills_interview (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  account_id uuid,
  held_on date not null,
  place text,
  own_lang text not null,
  person_lang text not null,
  interpreter_lang text,
  said_by text[] not null,
  confirmed text[] not null,
  concluded_at timestamptz not null,
  fact_id uuid,
  constraint skills_interview_pk primary key (network_id, id),
  constraint skills_interview_said_by check (said_by <@ array['person', 'interpreter', 'operator']),
  constraint skills_interview_confirmed check (confirmed <@ array['identity', 'permit'])
);
comment on table skills_interview is 'An interview that was held: when, in which languages, with whom. Holds no answer, hence the group identity.';
select platform_protect('skills_interview', 'identity');
grant insert, delete on skills_interview to nc_app;
create index skills_interview_person on skills_interview (person_id, held_on desc);

create table skills_remark (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  interview_id uuid not null,
  section text not null,
  entry_id uuid,
  question text not null,
  answer text not null,
  note jsonb,
  constraint skills_remark_pk primary key (network_id, id),
  constraint skills_remark_interview foreign key (network_id, interview_id) references skills_interview (network_id, id) on delete cascade,
  constraint skills_remark_answer check (answer in ('unknown', 'declined', 'wrong'))
);
comment on table skills_remark is 'What the person did not know, preferred not to say, or found wrong in her file. Restricted like notes: a silence is nobody else''s business.';
select platform_protect('skills_remark', 'notes');
grant insert, delete on skills_remark to nc_app;
create index skills_remark_person on skills_remark (person_id, interview_id);
