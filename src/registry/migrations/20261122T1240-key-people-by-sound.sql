-- SPDX-License-Identifier: EUPL-1.2
-- Possible duplicates are found by 32-bit keys, one array for each person, and weighed by a model that is a row.
-- The keys of records written before are made again by the program at the first search of their keeper.
drop table registry_match_key;

create table registry_match_key (
  network_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  keys integer[] not null,
  first_letter text,
  birth_year smallint,
  method smallint not null,
  constraint registry_match_key_pk primary key (network_id, person_id),
  constraint registry_match_key_of_person foreign key (network_id, person_id) references registry_person (network_id, person_id)
);
comment on table registry_match_key is 'Keys under which possible duplicates meet (sounds of names with birth parts, codes, telephone), hashed; and the little that a masked card shows';
-- A search must not read through a list of pending entries.
create index registry_match_key_keys on registry_match_key using gin (keys) with (fastupdate = off);
create index registry_match_key_person on registry_match_key (person_id);
select platform_protect('registry_match_key', 'identity');
grant insert, update, delete on registry_match_key to nc_app;

-- The function below runs as the owner, whom Row-Level Security binds too (forced): it sees keys and grants of the
-- network in scope and nothing else.
create policy search_reads on registry_match_key for select to nc_owner using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid));
create policy search_reads on platform_grant for select to nc_owner using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid));

create table registry_match_model (
  network_id uuid not null,
  version integer not null,
  model jsonb not null,
  trained_on text not null,
  adopted_at timestamptz not null,
  constraint registry_match_model_pk primary key (network_id, version)
);
comment on table registry_match_model is 'Versions of what was learned about agreement of names, dates and codes; the highest one weighs. Holds no person';
select platform_protect_network('registry_match_model');
grant insert on registry_match_model to nc_app;

create table registry_match_probe (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  account_id uuid,
  asked_at timestamptz not null,
  cards integer not null,
  constraint registry_match_probe_pk primary key (network_id, id)
);
comment on table registry_match_probe is 'Each question to the whole network whether somebody is known, without who was asked for: "is she known?" itself tells something';
create index registry_match_probe_lately on registry_match_probe (network_id, organisation_id, asked_at);
select platform_protect_organisation('registry_match_probe');
grant insert on registry_match_probe to nc_app;

-- The one way to look for a person across the network. Who may see her by a grant gets her id; of everybody else only a
-- masked card comes back, and only where an identifier agrees or name and birth both do.
-- pg_catalog's operator by name: with the extension intarray installed, && would be another one, which no index serves.
create function registry_match_search(probe integer[], weights integer[], kinds text[], most integer)
returns table (person_id uuid, weight integer, first_letter text, birth_year smallint, agreed text[])
language plpgsql stable security definer
set search_path = pg_catalog, public
set plan_cache_mode = force_custom_plan
as $search$
#variable_conflict use_column
begin
  return query
  with near as materialized (
    select k.person_id, k.organisation_id, k.first_letter, k.birth_year, shared.weight, shared.agreed
    from registry_match_key k
    cross join lateral (
      select sum(p.weight)::integer as weight, array_agg(distinct p.kind) as agreed
      from unnest(k.keys) as held(key)
      join unnest(probe, weights, kinds) as p(key, weight, kind) on p.key = held.key
    ) shared
    where k.keys operator(pg_catalog.&&) probe
    order by shared.weight desc, k.person_id
    limit least(most, 200)
  ), seen as (
    select n.*, exists (select from platform_grant g
      where g.person_id = n.person_id
        and g.organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
        and 'identity' = any (g.field_groups)
        and g.valid_from <= (select nullif(current_setting('app.today', true), '')::date)
        and (g.valid_until is null or g.valid_until >= (select nullif(current_setting('app.today', true), '')::date))
        and g.revoked_on is null) as mine
    from near n
  )
  select case when s.mine then s.person_id end, s.weight,
    case when s.mine then null else s.first_letter end, case when s.mine then null else s.birth_year end, s.agreed
  from seen s
  where s.mine or s.agreed && array['tax-code', 'phone'] or s.agreed @> array['name', 'birth']
  order by s.weight desc, s.person_id;
end $search$;
comment on function registry_match_search is 'Region-wide search for possible duplicates: ids of people the organisation may see, masked cards of the others';
revoke all on function registry_match_search(integer[], integer[], text[], integer) from public;
grant execute on function registry_match_search(integer[], integer[], text[], integer) to nc_app;
