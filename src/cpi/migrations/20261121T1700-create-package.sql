-- The handover to a job centre (CPI): a snapshot that cannot change, the centre's decisions on it, and what the centre
-- alone may confirm, the declaration of availability (DID) and the service pact (D.Lgs. 150/2015 art. 19 and 20).

create table cpi_package (
  network_id uuid not null,
  id uuid not null,
  number text not null,
  sender_organisation uuid not null,
  sender_name text not null,
  receiver_organisation uuid not null,
  receiver_name text not null,
  sender_person uuid,
  handle uuid not null,
  person_name text not null,
  native_name text,
  native_lang text,
  legal_basis text not null,
  field_groups text[] not null,
  own_words boolean not null default false,
  until_on date not null,
  grant_id uuid not null,
  sent_on date not null,
  sent_at timestamptz not null,
  sent_by uuid,
  fact_id uuid not null,
  constraint cpi_package_pk primary key (network_id, id),
  constraint cpi_package_number unique (network_id, sender_organisation, number),
  constraint cpi_package_not_to_oneself check (sender_organisation <> receiver_organisation),
  constraint cpi_package_period check (until_on >= sent_on),
  constraint cpi_package_identity check ('identity' = any (field_groups))
);
comment on table cpi_package is 'A handover to a job centre as it left. Seen by sender and receiver only; nothing of it can be changed, except that erasing the sender''s record cuts the tie to it.';
create index cpi_package_person on cpi_package (network_id, sender_person);
create index cpi_package_receiver on cpi_package (network_id, receiver_organisation, sent_on);

create table cpi_package_field (
  network_id uuid not null,
  package_id uuid not null,
  position integer not null,
  field text not null,
  field_group text not null,
  value jsonb not null,
  level text not null,
  said_by text not null,
  source text,
  written_by text not null,
  written_on date not null,
  interpreted boolean not null default false,
  constraint cpi_package_field_pk primary key (network_id, package_id, position),
  constraint cpi_package_field_package foreign key (network_id, package_id)
    references cpi_package (network_id, id) on delete cascade,
  constraint cpi_package_field_level check (level in ('declared', 'documented', 'observed', 'validated', 'certified'))
);
comment on table cpi_package_field is 'One datum of a package with its provenance: who said it, who wrote it, when, how well it is shown.';

create table cpi_package_check (
  network_id uuid not null,
  package_id uuid not null,
  position integer not null,
  name text not null,
  verdict text not null,
  reason text not null,
  facts jsonb not null,
  source text not null,
  rule_from date,
  constraint cpi_package_check_pk primary key (network_id, package_id, position),
  constraint cpi_package_check_package foreign key (network_id, package_id)
    references cpi_package (network_id, id) on delete cascade,
  constraint cpi_package_check_verdict check (verdict in ('fine', 'attention', 'blocks', 'unknown'))
);
comment on table cpi_package_check is 'The answer of each pre-check on the day the package left. "unknown" is what only the job centre can see.';

create table cpi_review (
  network_id uuid not null,
  package_id uuid not null,
  state text not null,
  version integer not null default 1,
  started_on date not null,
  answered_on date,
  answered_by uuid,
  return_reason text,
  return_note text,
  receiver_person uuid,
  link_id uuid,
  fact_id uuid,
  constraint cpi_review_pk primary key (network_id, package_id),
  constraint cpi_review_package foreign key (network_id, package_id)
    references cpi_package (network_id, id) on delete cascade,
  constraint cpi_review_state check (state in ('in-review', 'accepted', 'returned', 'did', 'pact')),
  constraint cpi_review_answer check ((state = 'in-review') = (answered_on is null)),
  constraint cpi_review_reason check ((state = 'returned') = (return_reason is not null))
);
comment on table cpi_review is 'What the job centre does with a package. No row yet = sent and not taken up. Only the receiver writes it.';

create table cpi_decision (
  network_id uuid not null,
  package_id uuid not null,
  position integer not null,
  choice text not null,
  value jsonb,
  source text,
  reason text,
  decided_on date not null,
  decided_by uuid,
  constraint cpi_decision_pk primary key (network_id, package_id, position),
  constraint cpi_decision_review foreign key (network_id, package_id)
    references cpi_review (network_id, package_id) on delete cascade,
  constraint cpi_decision_field foreign key (network_id, package_id, position)
    references cpi_package_field (network_id, package_id, position) on delete cascade,
  constraint cpi_decision_choice check (choice in ('accept', 'correct', 'refuse')),
  constraint cpi_decision_correct check ((choice = 'correct') = (value is not null and source is not null)),
  constraint cpi_decision_refuse check ((choice = 'refuse') = (reason is not null))
);
comment on table cpi_decision is 'Accept, correct or refuse, field by field. The sender reads it only after the answer.';

create table cpi_taken (
  network_id uuid not null,
  package_id uuid not null,
  position integer not null,
  taken_on date not null,
  taken_by uuid,
  constraint cpi_taken_pk primary key (network_id, package_id, position),
  constraint cpi_taken_decision foreign key (network_id, package_id, position)
    references cpi_decision (network_id, package_id, position) on delete cascade
);
comment on table cpi_taken is 'Corrections of the job centre that the sender took into its own record as a new statement.';

create table cpi_did (
  network_id uuid not null,
  package_id uuid not null,
  on_day date not null,
  identifier text not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  fact_id uuid not null,
  constraint cpi_did_pk primary key (network_id, package_id),
  constraint cpi_did_review foreign key (network_id, package_id)
    references cpi_review (network_id, package_id) on delete cascade
);
comment on table cpi_did is 'The declaration of immediate availability that the job centre confirmed, with the identifier of its system.';

create table cpi_pact (
  network_id uuid not null,
  package_id uuid not null,
  proposed_on date not null,
  signed_on date not null,
  ends_on date not null,
  promoter text not null,
  policy_id text not null,
  parts jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  fact_id uuid not null,
  constraint cpi_pact_pk primary key (network_id, package_id),
  constraint cpi_pact_policy_id unique (network_id, policy_id),
  constraint cpi_pact_order check (proposed_on <= signed_on and signed_on <= ends_on),
  constraint cpi_pact_form check (policy_id ~ '^[0-9]{2}[0-9A-F]{8}[A-Z]$'),
  constraint cpi_pact_did foreign key (network_id, package_id)
    references cpi_did (network_id, package_id) on delete cascade
);
comment on table cpi_pact is 'The service pact (SAP activity A02). Its id comes from the regional system, which alone makes such ids.';

create table cpi_outbox (
  network_id uuid not null,
  package_id uuid not null,
  system text not null,
  state text not null default 'waiting',
  attempts integer not null default 0,
  receipt text,
  problems jsonb,
  changed_at timestamptz not null,
  constraint cpi_outbox_pk primary key (network_id, package_id, system),
  constraint cpi_outbox_package foreign key (network_id, package_id)
    references cpi_package (network_id, id) on delete cascade,
  constraint cpi_outbox_state check (state in ('waiting', 'delivered', 'rejected', 'given-up'))
);
comment on table cpi_outbox is 'What a job centre has for an outside system, one row for each package and system, so that sending again changes nothing.';

alter table cpi_package enable row level security;
alter table cpi_package force row level security;
create policy sides_read on cpi_package for select to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (select nullif(current_setting('app.organisation', true), '')::uuid) in (sender_organisation, receiver_organisation));
create policy sender_sends on cpi_package for insert to nc_app with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and sender_organisation = (select nullif(current_setting('app.organisation', true), '')::uuid));
create policy sender_cuts_tie on cpi_package for update to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and sender_organisation = (select nullif(current_setting('app.organisation', true), '')::uuid))
  with check (sender_person is null);
create policy sides_erase on cpi_package for delete to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (select nullif(current_setting('app.organisation', true), '')::uuid) in (sender_organisation, receiver_organisation));
create policy person_reads on cpi_package for select to nc_person using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and sender_person = (select nullif(current_setting('app.person', true), '')::uuid));
create policy backup on cpi_package to nc_backup using (true) with check (true);
grant select, insert, update (sender_person), delete on cpi_package to nc_app;
grant select on cpi_package to nc_person;

-- Every other table follows its package: who reads the package may read it, and one side writes it.
do $policies$
declare
  here text := $q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)$q$;
  me text := $q$(select nullif(current_setting('app.organisation', true), '')::uuid)$q$;
  kept record;
  mine text;
  readable text;
begin
  for kept in select * from (values
    ('cpi_package_field', 'sender'), ('cpi_package_check', 'sender'), ('cpi_taken', 'sender'),
    ('cpi_review', 'receiver'), ('cpi_decision', 'receiver'), ('cpi_did', 'receiver'), ('cpi_pact', 'receiver'),
    ('cpi_outbox', 'receiver')) as t (name, writer)
  loop
    readable := format('%s and exists (select from cpi_package p where p.network_id = %I.network_id and p.id = %I.package_id)',
      here, kept.name, kept.name);
    mine := format('%s and exists (select from cpi_package p where p.network_id = %I.network_id and p.id = %I.package_id and p.%I = %s)',
      here, kept.name, kept.name, kept.writer || '_organisation', me);
    execute format('alter table %I enable row level security', kept.name);
    execute format('alter table %I force row level security', kept.name);
    if kept.name = 'cpi_decision' then
      -- Half a review is the operator's desk, not yet an answer.
      execute format('create policy sides_read on cpi_decision for select to nc_app using ((%s) or (%s and exists (
        select from cpi_review r where r.network_id = cpi_decision.network_id and r.package_id = cpi_decision.package_id
          and r.answered_on is not null)))', mine, readable);
    else
      execute format('create policy sides_read on %I for select to nc_app using (%s)', kept.name, readable);
    end if;
    execute format('create policy writer_inserts on %I for insert to nc_app with check (%s)', kept.name, mine);
    if kept.writer = 'receiver' then
      execute format('create policy writer_updates on %I for update to nc_app using (%s) with check (%s)', kept.name, mine, mine);
    end if;
    execute format('create policy backup on %I to nc_backup using (true) with check (true)', kept.name);
    execute format('grant select, insert on %I to nc_app', kept.name);
  end loop;
  for kept in select * from (values ('cpi_review'), ('cpi_did'), ('cpi_pact')) as t (name)
  loop
    execute format('create policy person_reads on %I for select to nc_person using (%s and exists (
      select from cpi_package p where p.network_id = %I.network_id and p.id = %I.package_id))', kept.name, here, kept.name, kept.name);
    execute format('grant select on %I to nc_person', kept.name);
  end loop;
end $policies$;

create policy writer_deletes on cpi_decision for delete to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and exists (select from cpi_package p where p.network_id = cpi_decision.network_id and p.id = cpi_decision.package_id
    and p.receiver_organisation = (select nullif(current_setting('app.organisation', true), '')::uuid)));
grant delete on cpi_decision to nc_app;
grant update (state, version, answered_on, answered_by, return_reason, return_note, receiver_person, link_id, fact_id)
  on cpi_review to nc_app;
grant update (state, attempts, receipt, problems, changed_at) on cpi_outbox to nc_app;
