-- SPDX-License-Identifier: EUPL-1.2
-- Which roles read tables about people at all, and which of them read restricted groups: said once more where the rows
-- are, so that a route that forgets to ask shows nothing.

create function platform_readers(field_group text) returns text[]
language sql immutable as $readers$
  select case when field_group in ('health', 'protection', 'notes')
    then array['case-worker', 'cpi-operator']
    else array['case-worker', 'mediator', 'cpi-operator'] end
$readers$;
comment on function platform_readers is 'Roles of an organisation that read tables of a field group: restricted groups are not for mediators';

-- Restrictive: it takes away from what a grant gives and never adds to it. The role is the one of the transaction.
create function platform_narrow_readers(target regclass, readers text[]) returns void
language plpgsql as $narrow$
begin
  execute format('drop policy if exists readers_by_role on %s', target);
  execute format($q$create policy readers_by_role on %s as restrictive for select to nc_app
    using ((select current_setting('app.role', true)) = any (%L::text[]))$q$, target, readers);
end $narrow$;
comment on function platform_narrow_readers is 'Leaves a table about people to these roles, whatever the grants say';

create or replace function platform_protect(target regclass, field_group text) returns void
language plpgsql as $protect$
declare
  held text := format($q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)
    and exists (select from platform_grant g
      where g.person_id = %1$s.person_id
        and g.organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
        and g.network_id = (select nullif(current_setting('app.network', true), '')::uuid)
        and %2$L = any (g.field_groups)
        and g.valid_from <= (select nullif(current_setting('app.today', true), '')::date)
        and (g.valid_until is null or g.valid_until >= (select nullif(current_setting('app.today', true), '')::date))
        and g.revoked_on is null$q$, target, field_group);
  readable text := held || ')';
  writable text := held || ' and g.granted_by = g.organisation_id)';
  herself text := $q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)
    and person_id = (select nullif(current_setting('app.person', true), '')::uuid)$q$;
begin
  if field_group not in ('identity', 'contacts', 'permit', 'family', 'health', 'protection', 'schooling_languages',
    'work_history', 'wishes_constraints', 'plan', 'hours', 'outcomes', 'documents', 'notes') then
    raise exception 'unknown field group %', field_group;
  end if;
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy member_reads on %s for select to nc_app using (%s)', target, readable);
  execute format('create policy member_inserts on %s for insert to nc_app with check (%s)', target, writable);
  execute format('create policy member_updates on %s for update to nc_app using (%s) with check (%s)', target, writable, writable);
  execute format('create policy member_deletes on %s for delete to nc_app using (%s)', target, writable);
  execute format('create policy person_reads on %s for select to nc_person using (%s)', target, herself);
  execute format('create policy backup on %s to nc_backup using (true) with check (true)', target);
  execute format('grant select on %s to nc_app, nc_person', target);
  perform platform_narrow_readers(target, platform_readers(field_group));
end $protect$;
comment on function platform_protect is 'Row-Level Security of a table with personal data, by its one field group';

-- Tables that were protected before: their group stands in the policy that platform_protect has written.
select platform_narrow_readers(format('%I', p.tablename)::regclass,
  platform_readers((regexp_match(p.qual, $q$'(\w+)'::text = ANY \(g\.field_groups\)$q$))[1]))
from pg_policies p
where p.schemaname = 'public' and p.policyname = 'member_reads' and p.qual ~ 'ANY \(g\.field_groups\)';
