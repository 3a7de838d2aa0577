-- SPDX-License-Identifier: EUPL-1.2
-- What an index of vacancies in memory is made of and kept up to date from, and the log of rankings.

-- A vacancy says with which number of its network it was written last, and carries its shares packed, so that an index
-- reads one row for each vacancy. The shares by skill stay where they are: they are what the database itself searches.
alter table placements_vacancy
  add column written bigint not null default 0,
  add column shares bytea not null default ''::bytea;
comment on column placements_vacancy.written is 'Number of the writing, in the order of commits (placements_feed). Who has read up to n asks for what is above n.';
comment on column placements_vacancy.shares is 'The shares of its skills: four bytes each, skill in the upper 20 bits and share in the lower 12, by skill.';

create table placements_feed (
  network_id uuid not null,
  written bigint not null,
  constraint placements_feed_pk primary key (network_id)
);
comment on table placements_feed is 'How often vacancies of a network were written. A writer holds the row until it commits, so numbers become visible in their order and none is missing below the greatest.';

-- The owner is bound by row policies too: they are set aside while what is there already is numbered.
alter table placements_vacancy no force row level security;
alter table placements_vacancy_skill no force row level security;
update placements_vacancy v set
  written = n.number,
  shares = coalesce((select string_agg(int4send((s.skill << 12) | s.share), ''::bytea order by s.skill)
    from placements_vacancy_skill s where s.network_id = v.network_id and s.vacancy_id = v.id), ''::bytea)
from (select network_id, id, row_number() over (partition by network_id order by posted_on, id) as number
  from placements_vacancy) n
where n.network_id = v.network_id and n.id = v.id;
insert into placements_feed select network_id, max(written) from placements_vacancy group by network_id;
alter table placements_vacancy force row level security;
alter table placements_vacancy_skill force row level security;
create index placements_vacancy_written on placements_vacancy (network_id, written);

do $$
declare
  ours text := $q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)$q$;
begin
  execute 'alter table placements_feed enable row level security';
  execute 'alter table placements_feed force row level security';
  execute format('create policy whole_network on placements_feed to nc_app using (%s) with check (%s)', ours, ours);
  execute 'create policy backup on placements_feed to nc_backup using (true) with check (true)';
  -- The index is made, and shares are made anew after a change of classification or weights, for all organisations of
  -- all networks at once. There is no person in these tables.
  execute 'create policy jobs on placements_feed to nc_jobs using (true) with check (true)';
  execute 'create policy jobs_read on placements_vacancy for select to nc_jobs using (true)';
  execute 'create policy jobs_change on placements_vacancy for update to nc_jobs using (true) with check (true)';
  execute 'create policy jobs on placements_vacancy_skill to nc_jobs using (true) with check (true)';
end $$;
grant select, insert, update on placements_feed to nc_app, nc_jobs;
grant select, update (vocabulary, weights, written, shares) on placements_vacancy to nc_jobs;
grant select, insert, delete on placements_vacancy_skill to nc_jobs;

create table placements_ranking (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  account_id uuid,
  made_at timestamptz not null,
  vacancy_id uuid,
  asked integer not null,
  found integer not null,
  vocabulary text not null,
  weights text not null,
  written bigint not null,
  form text not null,
  constraint placements_ranking_pk primary key (network_id, id),
  constraint placements_ranking_vacancy foreign key (network_id, vacancy_id) references placements_vacancy (network_id, id),
  constraint placements_ranking_counts check (asked > 0 and found >= 0),
  constraint placements_ranking_form check (form in ('memory', 'database'))
);
comment on table placements_ranking is 'One row for each ranking: of people for the vacancy named, or of vacancies for the person in placements_ranked. With what it was made: classification, weights, and how far vacancies were written (AI Act art. 12 and 26(6)). Only added.';
select platform_protect_organisation('placements_ranking');
grant insert on placements_ranking to nc_app;

create table placements_ranked (
  network_id uuid not null,
  organisation_id uuid not null,
  ranking_id uuid not null,
  person_id uuid not null,
  inputs bytea not null,
  answer bytea not null,
  constraint placements_ranked_pk primary key (network_id, ranking_id, person_id),
  constraint placements_ranked_ranking foreign key (network_id, ranking_id) references placements_ranking (network_id, id),
  constraint placements_ranked_digests check (length(inputs) = 32 and length(answer) = 32)
);
comment on table placements_ranked is 'Whom a ranking was about: digests of what it was made from and of what it answered, so that it can be made again and compared. No datum of hers.';
select platform_protect('placements_ranked', 'work_history');
grant insert, delete on placements_ranked to nc_app;
create index placements_ranked_person on placements_ranked (person_id);

-- Who may only read what was shared may rank it all the same: the row is then about the reading, and says so in her log.
create policy reader_inserts on placements_ranked for insert to nc_app with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
  and exists (select from platform_grant g
    where g.person_id = placements_ranked.person_id
      and g.organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
      and g.network_id = (select nullif(current_setting('app.network', true), '')::uuid)
      and 'work_history' = any (g.field_groups)
      and g.valid_from <= (select nullif(current_setting('app.today', true), '')::date)
      and (g.valid_until is null or g.valid_until >= (select nullif(current_setting('app.today', true), '')::date))
      and g.revoked_on is null));
