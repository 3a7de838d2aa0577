-- SPDX-License-Identifier: EUPL-1.2
-- Each key of a question is looked up by itself, so that a person's other keys (twenty, of which one or two are shared) are
-- neither unpacked nor joined. offset 0 keeps it so: otherwise the planner might look for all keys at once.
-- PostgreSQL 18 hands the reading of pages to worker processes, unless it may have no more than one request under way; a page
-- that is in memory anyway then takes a change of processes to arrive. Earlier versions only stop reading ahead.
create or replace function registry_match_near(network uuid, probe integer[], weights integer[], kinds integer[])
returns table (person_id uuid, weight integer, agreed integer)
language plpgsql stable
set search_path = pg_catalog, public
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set jit = off
set effective_io_concurrency = 0
as $near$
#variable_conflict use_column
begin
  return query
  select held.person_id, sum(p.weight)::integer as weight, bit_or(p.kind) as agreed
  from unnest(probe, weights, kinds) as p(key, weight, kind)
  cross join lateral (
    select k.person_id from registry_match_key k
    where k.keys operator(pg_catalog.&&) array[p.key] and k.network_id = registry_match_near.network
    offset 0) held
  group by held.person_id
  order by weight desc, held.person_id;
end $near$;
