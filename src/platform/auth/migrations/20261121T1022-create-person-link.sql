-- How the person gets in: a one-time link, then a cookie and a PIN of her own choice.
-- Her own record's organisation makes the link; others with a grant on her do not see these tables.

create function platform_protect_person_access(target regclass) returns void
language plpgsql as $protect$
declare
  own_record text := $q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)
    and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
    and exists (select from platform_grant g
      where g.person_id = %s.person_id
        and g.organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
        and g.granted_by = g.organisation_id
        and 'identity' = any (g.field_groups)
        and g.revoked_on is null)$q$;
  herself text := $q$network_id = (select nullif(current_setting('app.network', true), '')::uuid)
    and person_id = (select nullif(current_setting('app.person', true), '')::uuid)$q$;
begin
  own_record := format(own_record, target);
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy own_record on %s to nc_app using (%s) with check (%s)', target, own_record, own_record);
  execute format('create policy herself on %s to nc_person using (%s) with check (%s)', target, herself, herself);
  execute format('create policy by_link on %s to nc_person_link using (true) with check (true)', target);
  execute format('create policy backup on %s to nc_backup using (true) with check (true)', target);
  execute format('grant select, insert, update on %s to nc_person_link', target);
end $protect$;
comment on function platform_protect_person_access is 'Row-Level Security of the tables by which a person gets in: the keeper of her own record, herself, and the role that redeems links';

create table platform_person_link (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  holder text not null,
  guardian_name text,
  token_hash bytea not null,
  created_at timestamptz not null,
  created_by uuid,
  expires_at timestamptz not null,
  redeemed_at timestamptz,
  revoked_at timestamptz,
  constraint platform_person_link_pk primary key (network_id, id),
  constraint platform_person_link_holder check ((holder = 'self' and guardian_name is null) or (holder = 'guardian' and guardian_name is not null))
);
comment on table platform_person_link is 'One-time links that let a person (or the guardian of a minor) in. Only the digest is kept; redeemed once, revocable at any time.';
create unique index platform_person_link_token on platform_person_link (token_hash);
create index platform_person_link_person on platform_person_link (person_id);
select platform_protect_person_access('platform_person_link');
grant select, insert, update (revoked_at), delete on platform_person_link to nc_app;
grant select, update (revoked_at) on platform_person_link to nc_person;
create policy before_scope on platform_person_link for select to nc_signin using (true);
grant select on platform_person_link to nc_signin;

create table platform_person_secret (
  network_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  holder text not null,
  pin_hash text not null,
  set_at timestamptz not null,
  wrong integer not null default 0,
  wrong_at timestamptz,
  constraint platform_person_secret_pk primary key (network_id, person_id),
  constraint platform_person_secret_holder check (holder in ('self', 'guardian')),
  constraint platform_person_secret_hash check (pin_hash like '$argon2id$%')
);
comment on table platform_person_secret is 'The PIN by which a person signs and comes back: argon2id, with the wrong attempts since the last right one. Nobody can read it out.';
select platform_protect_person_access('platform_person_secret');
grant select, insert, update, delete on platform_person_secret to nc_app;
grant select, insert, update on platform_person_secret to nc_person;

create table platform_signing_code (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  subject text not null,
  code_hash bytea not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint platform_signing_code_pk primary key (network_id, id),
  constraint platform_signing_code_subject check (length(subject) between 1 and 200)
);
comment on table platform_signing_code is 'One-time codes (typed or scanned) by which a person opens on her own phone the one act she is asked to sign.';
create unique index platform_signing_code_code on platform_signing_code (code_hash);
create unique index platform_signing_code_token on platform_signing_code (token_hash);
create index platform_signing_code_person on platform_signing_code (person_id);
select platform_protect_person_access('platform_signing_code');
grant select, insert, update (used_at), delete on platform_signing_code to nc_app;
grant select, update (used_at) on platform_signing_code to nc_person;

create policy before_scope on platform_signing_code for select to nc_signin using (true);
grant select on platform_signing_code to nc_signin;

-- Redeeming a link ends in a session: this role makes and ends sessions of persons, and of nobody else.
create policy by_link on platform_session to nc_person_link using (account_id is null) with check (account_id is null);
grant select, insert, update, delete on platform_session to nc_person_link;
create policy by_link on platform_step to nc_person_link using (purpose = 'person') with check (purpose = 'person');
grant select, insert, delete on platform_step to nc_person_link;
create policy by_link on platform_throttle to nc_person_link using (true) with check (true);
grant select, insert, update, delete on platform_throttle to nc_person_link;
