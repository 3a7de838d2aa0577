-- SPDX-License-Identifier: EUPL-1.2
-- A scalar subquery costs some microseconds whenever a statement starts, and a table about people had ten of them for
-- reading: seven said again what an organisation holds today. It is said here once, with three, and read as the owner of the
-- view, so that the policies of the grants are not asked a second time. An organisation is of one network; the policies
-- compare the network of the grant with that of their row.
create view platform_held_grant as
select g.network_id, g.person_id, g.field_groups, g.granted_by = g.organisation_id as is_own
from platform_grant g
where g.organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
  and g.valid_from <= (select nullif(current_setting('app.today', true), '')::date)
  and coalesce(g.valid_until, 'infinity') >= (select nullif(current_setting('app.today', true), '')::date)
  and g.revoked_on is null;
comment on view platform_held_grant is 'What the organisation of the transaction holds on its day, of its own and by others';
grant select on platform_held_grant to nc_app;

create function platform_held(target regclass, field_group text, of_its_own boolean) returns text
language sql immutable as $held$
  select format($q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)
    and exists (select from platform_held_grant g
      where g.network_id = %1$s.network_id and g.person_id = %1$s.person_id and %2$L = any (g.field_groups)%3$s)$q$,
    target, field_group, case when of_its_own then ' and g.is_own' else '' end)
$held$;
comment on function platform_held is 'The condition under which a row of a field group may be read; of_its_own: written';

create or replace function platform_protect(target regclass, field_group text) returns void
language plpgsql as $protect$
declare
  readable text := platform_held(target, field_group, false);
  writable text := platform_held(target, field_group, true);
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

-- Tables that were protected before: their group stands in the policy that platform_protect has written.
do $again$
declare
  readable text;
  writable text;
  policy record;
begin
  for policy in
    select p.tablename, p.policyname, p.cmd,
      (regexp_match(coalesce(p.qual, p.with_check), $q$'(\w+)'::text = ANY \(g\.field_groups\)$q$))[1] as field_group
    from pg_policies p
    where p.schemaname = 'public' and p.policyname in ('member_reads', 'member_inserts', 'member_updates', 'member_deletes')
      and coalesce(p.qual, p.with_check) ~ 'ANY \(g\.field_groups\)'
  loop
    readable := platform_held(format('%I', policy.tablename)::regclass, policy.field_group, false);
    writable := platform_held(format('%I', policy.tablename)::regclass, policy.field_group, true);
    execute format('alter policy %I on %I ', policy.policyname, policy.tablename) || case policy.cmd
      when 'SELECT' then format('using (%s)', readable)
      when 'INSERT' then format('with check (%s)', writable)
      when 'UPDATE' then format('using (%s) with check (%s)', writable, writable)
      else format('using (%s)', writable)
    end;
  end loop;
end $again$;
