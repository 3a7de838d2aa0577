-- Meetings, the signatures under them and the counter-entries. A signature is only ever added.

create table plans_meeting (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  plan_id uuid not null,
  measure_id uuid not null,
  operator_id uuid not null,
  -- A civil day and minutes since local midnight in Europe/Rome: no instant, so no change of clock can move it.
  day date not null,
  booked_start integer not null,
  booked_end integer not null,
  actual_start integer,
  actual_end integer,
  place text not null,
  lang text not null,
  state text not null,
  reason text,
  round integer not null default 1,
  version integer not null default 1,
  constraint plans_meeting_pk primary key (network_id, id),
  constraint plans_meeting_plan foreign key (network_id, plan_id) references plans_plan (network_id, id) on delete cascade,
  constraint plans_meeting_measure foreign key (network_id, measure_id) references plans_measure (network_id, id),
  constraint plans_meeting_state check (state in ('booked', 'held', 'cancelled', 'missed')),
  constraint plans_meeting_booked check (booked_start >= 0 and booked_end <= 1440 and booked_start < booked_end),
  constraint plans_meeting_actual check (actual_start >= 0 and actual_end <= 1440 and actual_start < actual_end),
  constraint plans_meeting_held check ((state = 'held') = (actual_start is not null and actual_end is not null)),
  constraint plans_meeting_reason check ((state in ('cancelled', 'missed')) = (reason is not null)),
  constraint plans_meeting_round check (round >= 1)
);
comment on table plans_meeting is 'A meeting of a measure: in the diary, held with its actual times, cancelled or missed with the reason';
create index plans_meeting_person on plans_meeting (person_id, day);
create index plans_meeting_plan_id on plans_meeting (plan_id);
create index plans_meeting_day on plans_meeting (organisation_id, day);
select platform_protect('plans_meeting', 'hours');
grant insert, update, delete on plans_meeting to nc_app;

create table plans_signature (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  plan_id uuid not null,
  -- Empty: the signature is under the plan itself.
  meeting_id uuid,
  round integer not null,
  party text not null,
  side text not null generated always as (case when party = 'operator' then 'operator' else 'person' end) stored,
  method text not null,
  strength text not null,
  account_id uuid,
  day date,
  start_minute integer,
  end_minute integer,
  -- Fixed by the person's signature: what the ceiling of the measure had left.
  counted_minutes integer,
  signed_on date not null,
  signed_at timestamptz not null,
  fact_id uuid,
  constraint plans_signature_pk primary key (network_id, id),
  constraint plans_signature_plan foreign key (network_id, plan_id) references plans_plan (network_id, id) on delete cascade,
  constraint plans_signature_meeting foreign key (network_id, meeting_id) references plans_meeting (network_id, id) on delete cascade,
  constraint plans_signature_party check (party in ('operator', 'person', 'guardian')),
  constraint plans_signature_strength check (strength in ('one', 'two')),
  constraint plans_signature_account check ((party = 'operator') = (account_id is not null and method = 'account')),
  constraint plans_signature_content check (
    (meeting_id is null) = (day is null) and (day is null) = (start_minute is null) and (day is null) = (end_minute is null)),
  constraint plans_signature_counted check (
    (meeting_id is not null and party <> 'operator') = (counted_minutes is not null)
    and counted_minutes between 0 and end_minute - start_minute)
);
comment on table plans_signature is 'A name under a plan or under the hours of a meeting: which side, by which method and strength, what it said. Never changed, never withdrawn: a counter-entry opens the next round';
create unique index plans_signature_once_meeting on plans_signature (network_id, meeting_id, round, side) where meeting_id is not null;
create unique index plans_signature_once_plan on plans_signature (network_id, plan_id, round, side) where meeting_id is null;
create index plans_signature_person on plans_signature (person_id);
select platform_protect('plans_signature', 'hours');
-- Delete serves erasure alone (privacy.ts); there is no update.
grant insert, delete on plans_signature to nc_app;

create table plans_reversal (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  meeting_id uuid not null,
  round integer not null,
  reason text not null,
  account_id uuid not null,
  reversed_on date not null,
  reversed_at timestamptz not null,
  fact_id uuid not null,
  constraint plans_reversal_pk primary key (network_id, id),
  constraint plans_reversal_meeting foreign key (network_id, meeting_id) references plans_meeting (network_id, id) on delete cascade,
  constraint plans_reversal_once unique (network_id, meeting_id, round),
  constraint plans_reversal_reason check (reason <> '')
);
comment on table plans_reversal is 'A counter-entry: the signatures of this round of the meeting count no more, who said so and why';
create index plans_reversal_person on plans_reversal (person_id);
select platform_protect('plans_reversal', 'hours');
grant insert, delete on plans_reversal to nc_app;

create table plans_correction (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  plan_id uuid not null,
  meeting_id uuid,
  round integer not null,
  kind text not null,
  words text,
  lang text not null,
  asked_on date not null,
  settled_on date,
  settled_by uuid,
  settled_as text,
  constraint plans_correction_pk primary key (network_id, id),
  constraint plans_correction_plan foreign key (network_id, plan_id) references plans_plan (network_id, id) on delete cascade,
  constraint plans_correction_meeting foreign key (network_id, meeting_id) references plans_meeting (network_id, id) on delete cascade,
  constraint plans_correction_kind check (kind in ('not-there', 'times', 'other')),
  constraint plans_correction_settled check ((settled_on is null) = (settled_as is null))
);
comment on table plans_correction is 'The person said "no, that is not right" instead of signing';
create index plans_correction_person on plans_correction (person_id);
create index plans_correction_open on plans_correction (organisation_id) where settled_on is null;
select platform_protect('plans_correction', 'hours');
grant insert, update (settled_on, settled_by, settled_as), delete on plans_correction to nc_app;

-- What the person herself may write on her own pages: her name, her objection, and what her name brings about.
create policy person_signs on plans_signature for insert to nc_person with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and person_id = (select nullif(current_setting('app.person', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
  and party in ('person', 'guardian'));
grant insert on plans_signature to nc_person;
create policy person_objects on plans_correction for insert to nc_person with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and person_id = (select nullif(current_setting('app.person', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
  and settled_on is null);
create policy person_settles on plans_correction for update to nc_person using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and person_id = (select nullif(current_setting('app.person', true), '')::uuid));
grant insert, update (settled_on, settled_as) on plans_correction to nc_person;
-- She moves the version alone: her signature and a change of the times cannot meet half-way.
create policy person_touches on plans_meeting for update to nc_person using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and person_id = (select nullif(current_setting('app.person', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
grant update (version) on plans_meeting to nc_person;
create policy person_agrees on plans_plan for update to nc_person using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and person_id = (select nullif(current_setting('app.person', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
grant update (state, agreed_on, agreed_fact, version) on plans_plan to nc_person;
