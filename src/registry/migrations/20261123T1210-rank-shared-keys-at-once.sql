-- SPDX-License-Identifier: EUPL-1.2
-- The search weighs all keys of all candidates in one pass instead of once for each candidate, cuts the list only among
-- people whom the organisation may see (a region's people crowded out a small organisation's own), and keeps one plan: the
-- elements of an array are not known to the planner, and a guess that reads the whole table costs seconds.
-- What is told of other organisations' people is a function of its own, asked only where the network is asked.
drop function registry_match_search(integer[], integer[], text[], integer);

-- Who shares keys with the question, and how much they weigh together. kinds: 1 a tax code, 2 a telephone, 4 a birth date,
-- 8 a name, 16 a part of each. Not for anybody to call: it knows no organisation.
-- pg_catalog's operator by name: with the extension intarray installed, && would be another one, which no index serves.
create function registry_match_near(network uuid, probe integer[], weights integer[], kinds integer[])
returns table (person_id uuid, weight integer, agreed integer)
language plpgsql stable
set search_path = pg_catalog, public
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set jit = off
as $near$
#variable_conflict use_column
begin
  return query
  select held.person_id, sum(p.weight)::integer as weight, bit_or(p.kind) as agreed
  from (
    select k.person_id, unnest(k.keys) as key
    from registry_match_key k
    where k.keys operator(pg_catalog.&&) probe and k.network_id = registry_match_near.network
  ) held
  join unnest(probe, weights, kinds) as p(key, weight, kind) on p.key = held.key
  group by held.person_id
  order by weight desc, held.person_id;
end $near$;
comment on function registry_match_near is 'Everybody of a network who shares keys with a question, the heaviest first; for the two functions below';
revoke all on function registry_match_near(uuid, integer[], integer[], integer[]) from public;

-- offset 0 keeps the look at the grants a look for each candidate, in their order: as a join it would read all grants of
-- the organisation, and it stops when there are enough.
create function registry_match_search(probe integer[], weights integer[], most integer)
returns table (person_id uuid)
language plpgsql stable security definer
set search_path = pg_catalog, public
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set jit = off
as $search$
#variable_conflict use_column
declare
  network constant uuid := nullif(current_setting('app.network', true), '')::uuid;
  organisation constant uuid := nullif(current_setting('app.organisation', true), '')::uuid;
  today constant date := nullif(current_setting('app.today', true), '')::date;
begin
  return query
  select n.person_id
  from (select near.person_id from registry_match_near(network, probe, weights, weights) near offset 0) n
  where exists (select from platform_grant g
    where g.person_id = n.person_id
      and g.network_id = network
      and g.organisation_id = organisation
      and 'identity' = any (g.field_groups)
      and g.valid_from <= today
      and (g.valid_until is null or g.valid_until >= today)
      and g.revoked_on is null
    offset 0)
  limit least(most, 200);
end $search$;
comment on function registry_match_search is 'Ids of people whom the organisation may see and who share keys with a question, the heaviest first';
revoke all on function registry_match_search(integer[], integer[], integer) from public;
grant execute on function registry_match_search(integer[], integer[], integer) to nc_app;

-- The one way to learn of a person of another organisation: a masked card, and only where an identifier agrees or name and
-- birth both do.
create function registry_match_elsewhere(probe integer[], weights integer[], kinds integer[])
returns table (first_letter text, birth_year smallint, agreed integer)
language plpgsql stable security definer
set search_path = pg_catalog, public
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set jit = off
as $elsewhere$
#variable_conflict use_column
declare
  network constant uuid := nullif(current_setting('app.network', true), '')::uuid;
  organisation constant uuid := nullif(current_setting('app.organisation', true), '')::uuid;
  today constant date := nullif(current_setting('app.today', true), '')::date;
begin
  return query
  select k.first_letter, k.birth_year, n.agreed
  from (select near.person_id, near.agreed from registry_match_near(network, probe, weights, kinds) near
    where near.agreed & 3 <> 0 or near.agreed & 12 = 12 offset 0) n
  join registry_match_key k on k.network_id = network and k.person_id = n.person_id
  where not exists (select from platform_grant g
    where g.person_id = n.person_id
      and g.network_id = network
      and g.organisation_id = organisation
      and 'identity' = any (g.field_groups)
      and g.valid_from <= today
      and (g.valid_until is null or g.valid_until >= today)
      and g.revoked_on is null
    offset 0)
  limit 5;
end $elsewhere$;
comment on function registry_match_elsewhere is 'Region-wide search for possible duplicates: masked cards of people whom the organisation may not see';
revoke all on function registry_match_elsewhere(integer[], integer[], integer[]) from public;
grant execute on function registry_match_elsewhere(integer[], integer[], integer[]) to nc_app;
