-- A plan agreed by two sides, its goals in the person's words and its measures with their ceilings (design §8).

create table plans_plan (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  template text not null,
  state text not null,
  -- A draft that is changed after somebody signed it needs new signatures: it enters the next round.
  round integer not null default 1,
  created_on date not null,
  created_by uuid,
  agreed_on date,
  closed_on date,
  outcome text,
  agreed_fact uuid,
  closed_fact uuid,
  version integer not null default 1,
  constraint plans_plan_pk primary key (network_id, id),
  constraint plans_plan_state check (state in ('draft', 'agreed', 'running', 'closed')),
  constraint plans_plan_agreed check ((state = 'draft') = (agreed_on is null)),
  constraint plans_plan_agreed_fact check ((agreed_on is null) = (agreed_fact is null)),
  constraint plans_plan_closed check ((state = 'closed') = (closed_on is not null)),
  constraint plans_plan_closed_fact check ((closed_on is null) = (closed_fact is null)),
  constraint plans_plan_outcome check ((closed_on is null) = (outcome is null)),
  constraint plans_plan_order check (closed_on is null or closed_on >= agreed_on)
);
comment on table plans_plan is 'The plan of a person with an organisation: draft, agreed by both, running, closed';
create index plans_plan_person on plans_plan (person_id);
create index plans_plan_organisation on plans_plan (organisation_id, state);
create unique index plans_plan_one_open on plans_plan (network_id, person_id, organisation_id) where state <> 'closed';
select platform_protect('plans_plan', 'plan');
grant insert, update, delete on plans_plan to nc_app;

create table plans_goal (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  plan_id uuid not null,
  position integer not null,
  words text not null,
  lang text not null,
  constraint plans_goal_pk primary key (network_id, id),
  constraint plans_goal_plan foreign key (network_id, plan_id) references plans_plan (network_id, id) on delete cascade,
  constraint plans_goal_words check (words <> ''),
  constraint plans_goal_position unique (network_id, plan_id, position)
);
comment on table plans_goal is 'What the person wants, in her own words and language';
select platform_protect('plans_goal', 'plan');
grant insert, delete on plans_goal to nc_app;

create table plans_measure (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  plan_id uuid not null,
  position integer not null,
  kind text not null,
  title text,
  ceiling_minutes integer not null,
  responsible_id uuid not null,
  operator_id uuid,
  constraint plans_measure_pk primary key (network_id, id),
  constraint plans_measure_plan foreign key (network_id, plan_id) references plans_plan (network_id, id) on delete cascade,
  constraint plans_measure_position unique (network_id, plan_id, position),
  constraint plans_measure_ceiling check (ceiling_minutes > 0)
);
comment on table plans_measure is 'A measure of a plan: what kind, at most how many minutes, which organisation is responsible, which operator';
select platform_protect('plans_measure', 'plan');
grant insert, delete on plans_measure to nc_app;
