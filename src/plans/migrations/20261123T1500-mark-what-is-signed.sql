-- SPDX-License-Identifier: EUPL-1.2
-- What both have signed, beside the meeting itself: the desk asks every morning which of thousands of meetings still miss
-- something. The truth stays in plans_signature. A counter-entry opens a new round, and so the mark no longer holds.
alter table plans_meeting
  add column signed_round integer,
  add column counted_minutes integer,
  add constraint plans_meeting_signed check ((signed_round is null) = (counted_minutes is null) and signed_round <= round);
comment on column plans_meeting.signed_round is 'The last round that the person signed; the hours stand while it is the present one';
comment on column plans_meeting.counted_minutes is 'What that signature counted, at most what was left of the measure';

alter table plans_meeting no force row level security;
alter table plans_signature no force row level security;
update plans_meeting m set signed_round = g.round, counted_minutes = g.counted_minutes
  from plans_signature g
  where g.network_id = m.network_id and g.meeting_id = m.id and g.round = m.round and g.side = 'person';
alter table plans_meeting force row level security;
alter table plans_signature force row level security;

create index plans_meeting_unsigned on plans_meeting (organisation_id, day)
  where state in ('booked', 'held') and signed_round is distinct from round;
grant update (version, signed_round, counted_minutes) on plans_meeting to nc_person;
