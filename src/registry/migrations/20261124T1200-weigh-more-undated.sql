-- SPDX-License-Identifier: EUPL-1.2
-- A question without a birth date weighs more people than two hundred: hundreds share its names, and no key says which of
-- them is likelier. Nothing else changes.
create or replace function registry_match_search(probe integer[], weights integer[], most integer)
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
  limit least(most, 400);
end $search$;
