-- The person does not recognise who looked at her file, and asks her keeper. She writes it herself, from her own page.
create table portal_access_question (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  access_id uuid,
  words text,
  lang text not null,
  asked_on date not null,
  asked_at timestamptz not null,
  answer text,
  answer_words text,
  answered_on date,
  answered_by uuid,
  constraint portal_access_question_pk primary key (network_id, id),
  constraint portal_access_question_kind check (answer in ('explained', 'mistake', 'under-inquiry')),
  constraint portal_access_question_answered check (
    (answer is null) = (answered_on is null) and (answer is null) = (answer_words is null)),
  constraint portal_access_question_order check (answered_on >= asked_on)
);
comment on table portal_access_question is 'The person asks who opened her file and why; her keeper answers within a month (GDPR art. 12 and 15).';
create index portal_access_question_person on portal_access_question (person_id);
create index portal_access_question_open on portal_access_question (organisation_id) where answer is null;
select platform_protect('portal_access_question', 'notes');
create policy person_asks on portal_access_question for insert to nc_person with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and person_id = (select nullif(current_setting('app.person', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
  and answer is null);
grant insert on portal_access_question to nc_person;
grant update (answer, answer_words, answered_on, answered_by), delete on portal_access_question to nc_app;
