-- The database roles of the product. Run once by whoever administers the server (the embedded server does it itself):
-- harmless to repeat. Design §8: nc_owner owns and migrates; nc_login signs in, owns nothing, inherits nothing; every
-- other role is taken on for one transaction and has rights and policies only on the tables it needs.
do $$
declare
  name text;
begin
  if not exists (select from pg_roles where rolname = 'nc_owner') then create role nc_owner login; end if;
  if not exists (select from pg_roles where rolname = 'nc_login') then create role nc_login login noinherit; end if;
  -- nc_app: a scoped request of a member of an organisation. nc_person: the person on her own pages.
  -- nc_signin: before there is a scope. nc_person_link: redeeming the person's link. nc_jobs: claiming a job.
  -- nc_ledger: integrating entries of all organisations of a network.
  foreach name in array array['nc_app', 'nc_person', 'nc_signin', 'nc_person_link', 'nc_jobs', 'nc_ledger'] loop
    if not exists (select from pg_roles where rolname = name) then execute format('create role %I nologin', name); end if;
    execute format('grant %I to nc_login', name);
  end loop;
  -- nc_backup sees every row; nc_login may not become it.
  if not exists (select from pg_roles where rolname = 'nc_backup') then create role nc_backup nologin; end if;
  grant nc_backup to nc_owner;
end $$;
