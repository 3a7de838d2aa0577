-- SPDX-License-Identifier: EUPL-1.2
-- Vacancies, and the shares that their skills have in a score. No person is in them: the whole network reads them, and
-- the organisation that wrote one changes it.

create table placements_vacancy (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  occupation_uri text,
  isco text,
  municipality text not null,
  essential text[] not null,
  optional text[] not null,
  contract text not null,
  weekly_minutes integer,
  licences text[] not null,
  nights boolean not null,
  minimum_age smallint,
  -- Bit 4 × day (0 is Monday) + slot (morning, afternoon, evening, night).
  pattern integer,
  italian_listening smallint,
  italian_reading smallint,
  italian_speaking smallint,
  italian_writing smallint,
  posted_on date not null,
  closes_on date,
  state text not null default 'open',
  -- What the shares were computed with.
  vocabulary text not null,
  weights text not null,
  posted_fact uuid not null,
  closed_fact uuid,
  version integer not null default 1,
  constraint placements_vacancy_pk primary key (network_id, id),
  constraint placements_vacancy_state check (state in ('open', 'closed') and (state = 'closed') = (closed_fact is not null)),
  constraint placements_vacancy_contract check (contract in ('employee', 'apprentice', 'seasonal', 'internship', 'domestic')),
  constraint placements_vacancy_isco check (isco ~ '^[0-9]{1,4}$'),
  constraint placements_vacancy_minutes check (weekly_minutes between 1 and 10080),
  constraint placements_vacancy_age check (minimum_age between 14 and 99),
  constraint placements_vacancy_pattern check (pattern between 0 and 268435455),
  constraint placements_vacancy_italian check (italian_listening between 0 and 6 and italian_reading between 0 and 6
    and italian_speaking between 0 and 6 and italian_writing between 0 and 6),
  constraint placements_vacancy_period check (closes_on >= posted_on)
);
comment on table placements_vacancy is 'A job or an internship somebody offers, as the organisation that wrote it knows it. Names no employer and no person; finer than a municipality nothing is kept.';
create index placements_vacancy_open on placements_vacancy (network_id, posted_on, id) where state = 'open';

create table placements_vacancy_skill (
  network_id uuid not null,
  organisation_id uuid not null,
  vocabulary text not null,
  skill integer not null,
  vacancy_id uuid not null,
  share smallint not null,
  essential boolean not null,
  constraint placements_vacancy_skill_pk primary key (network_id, vacancy_id, skill),
  constraint placements_vacancy_skill_vacancy foreign key (network_id, vacancy_id)
    references placements_vacancy (network_id, id) on delete cascade,
  constraint placements_vacancy_skill_share check (share between 0 and 4095)
);
comment on table placements_vacancy_skill is 'What a skill counts for in a vacancy, in whole units that add up to the points for skills. Codes are places in the classification of that version, sorted by address.';
-- Covers the search: all vacancies that ask for a skill, with its share, without the table.
create index placements_vacancy_skill_posting on placements_vacancy_skill (network_id, vocabulary, skill) include (vacancy_id, share);

do $$
declare
  target text;
  ours text := $q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)$q$;
  mine text := ours || $q$ and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)$q$;
begin
  foreach target in array array['placements_vacancy', 'placements_vacancy_skill'] loop
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy whole_network_reads on %s for select to nc_app using (%s)', target, ours);
    execute format('create policy own_organisation_adds on %s for insert to nc_app with check (%s)', target, mine);
    execute format('create policy own_organisation_changes on %s for update to nc_app using (%s) with check (%s)', target, mine, mine);
    execute format('create policy backup on %s to nc_backup using (true) with check (true)', target);
    execute format('grant select, insert on %s to nc_app', target);
  end loop;
  execute format('create policy own_organisation_removes on placements_vacancy_skill for delete to nc_app using (%s)', mine);
end $$;
grant update on placements_vacancy to nc_app;
grant delete on placements_vacancy_skill to nc_app;
