-- SPDX-License-Identifier: EUPL-1.2
-- The owner is a member of nc_backup, whose policies let it see every network: the search names its network itself.
create or replace function registry_match_search(probe integer[], weights integer[], kinds text[], most integer)
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
      and k.network_id = (select nullif(current_setting('app.network', true), '')::uuid)
    order by shared.weight desc, k.person_id
    limit least(most, 200)
  ), seen as (
    select n.*, exists (select from platform_grant g
      where g.person_id = n.person_id
        and g.network_id = (select nullif(current_setting('app.network', true), '')::uuid)
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
