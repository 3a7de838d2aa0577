-- Who may sign in, before there is any scope: networks, accounts, memberships, invitations, sessions.
-- Everything here is read and written as nc_signin, a role that has rights on these tables and on no other. nc_app
-- (a member at work) reads names and memberships, never a hash, a token or a secret: its rights go column by column.

create function platform_signin_only(target regclass) returns void
language plpgsql as $protect$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy before_scope on %s to nc_signin using (true) with check (true)', target);
  execute format('create policy backup on %s to nc_backup using (true) with check (true)', target);
  execute format('grant select, insert, update, delete on %s to nc_signin', target);
end $protect$;
comment on function platform_signin_only is 'Row-Level Security of a table that is used before there is a scope';

create table platform_network (
  id uuid not null,
  name text not null,
  kind text not null,
  created_at timestamptz not null,
  real_since timestamptz,
  settings jsonb not null default '{}',
  constraint platform_network_pk primary key (id),
  constraint platform_network_name check (length(trim(name)) between 1 and 120),
  constraint platform_network_kind check (kind in ('trial', 'real', 'demo')),
  constraint platform_network_real check ((kind = 'real') = (real_since is not null))
);
comment on table platform_network is 'A network of organisations. One installation may serve several; `trial` and `demo` hold no real people.';
select platform_signin_only('platform_network');
create policy own_network on platform_network for select to nc_app using (
  id = (select nullif(current_setting('app.network', true), '')::uuid));
create policy administrator_updates on platform_network for update to nc_app using (
  id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (select current_setting('app.role', true)) = 'administrator');
create policy own_network_person on platform_network for select to nc_person using (
  id = (select nullif(current_setting('app.network', true), '')::uuid));
create policy background on platform_network for select to nc_jobs, nc_ledger, nc_person_link using (true);
grant select, update (name, kind, real_since, settings) on platform_network to nc_app;
grant select on platform_network to nc_person, nc_jobs, nc_ledger, nc_person_link;

-- A trial may become real once; nothing real ever becomes a trial or a demo again, and a demo stays a demo.
create function platform_network_keep_kind() returns trigger language plpgsql as $keep$
begin
  if new.kind <> old.kind and not (old.kind = 'trial' and new.kind = 'real') then
    raise exception 'a % network does not become %', old.kind, new.kind using errcode = '23514', constraint = 'platform_network_one_way';
  end if;
  return new;
end $keep$;
create trigger platform_network_one_way before update of kind on platform_network
  for each row execute function platform_network_keep_kind();

create table platform_organisation_card (
  network_id uuid not null,
  organisation_id uuid not null,
  name text not null,
  kind text not null,
  constraint platform_organisation_card_pk primary key (network_id, organisation_id),
  constraint platform_organisation_card_network foreign key (network_id) references platform_network (id)
);
comment on table platform_organisation_card is 'Name and kind of each organisation, copied from the network slice (which is above platform) so that a session can say where somebody works.';
select platform_signin_only('platform_organisation_card');
create policy whole_network on platform_organisation_card for select to nc_app, nc_person using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid));
create policy administrator_writes on platform_organisation_card to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (select current_setting('app.role', true)) = 'administrator') with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (select current_setting('app.role', true)) = 'administrator');
grant select, insert, update on platform_organisation_card to nc_app;
grant select on platform_organisation_card to nc_person;

create table platform_account (
  network_id uuid not null,
  id uuid not null,
  email text not null,
  display_name text not null,
  lang text,
  password_hash text not null,
  password_changed_at timestamptz not null,
  totp_secret bytea not null,
  totp_last_step bigint not null default 0,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint platform_account_pk primary key (network_id, id),
  constraint platform_account_network foreign key (network_id) references platform_network (id),
  constraint platform_account_email_form check (email = lower(trim(email)) and email like '%_@_%' and length(email) <= 254),
  constraint platform_account_name check (length(trim(display_name)) between 1 and 120),
  constraint platform_account_hash check (password_hash like '$argon2id$%')
);
comment on table platform_account is 'A member of staff who may sign in. Never without a second factor: the account is made in the moment it is confirmed. The TOTP secret is encrypted with a key outside the database.';
create unique index platform_account_email on platform_account (network_id, email);

create table platform_membership (
  network_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  organisation_id uuid not null,
  unit_id uuid,
  role text not null,
  valid_from date not null,
  valid_until date,
  created_at timestamptz not null,
  created_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  constraint platform_membership_pk primary key (network_id, id),
  constraint platform_membership_account foreign key (network_id, account_id) references platform_account (network_id, id),
  constraint platform_membership_organisation foreign key (network_id, organisation_id) references platform_organisation_card (network_id, organisation_id),
  constraint platform_membership_role check (role in ('administrator', 'case-worker', 'mediator', 'cpi-operator', 'coordinator', 'auditor')),
  constraint platform_membership_period check (valid_until is null or valid_until >= valid_from)
);
comment on table platform_membership is 'Who works for which organisation in which role, from when until when (last day included).';
create index platform_membership_account on platform_membership (network_id, account_id);
create index platform_membership_organisation on platform_membership (network_id, organisation_id);
select platform_signin_only('platform_membership');
create policy member_reads on platform_membership for select to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
    or account_id = (select nullif(current_setting('app.account', true), '')::uuid)
    or (select current_setting('app.role', true)) = 'administrator'));
create policy administrator_updates on platform_membership for update to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (select current_setting('app.role', true)) = 'administrator');
grant select, update (valid_until, ended_at, ended_by) on platform_membership to nc_app;

select platform_signin_only('platform_account');
create policy member_reads on platform_account for select to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (id = (select nullif(current_setting('app.account', true), '')::uuid)
    or exists (select from platform_membership m where m.network_id = platform_account.network_id
      and m.account_id = platform_account.id)));
create policy administrator_updates on platform_account for update to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (select current_setting('app.role', true)) = 'administrator');
-- No hash and no secret among the columns.
grant select (network_id, id, email, display_name, lang, created_at, ended_at), update (ended_at) on platform_account to nc_app;

create table platform_recovery_code (
  network_id uuid not null,
  account_id uuid not null,
  code_hash bytea not null,
  used_at timestamptz,
  constraint platform_recovery_code_pk primary key (network_id, account_id, code_hash),
  constraint platform_recovery_code_account foreign key (network_id, account_id) references platform_account (network_id, id) on delete cascade
);
comment on table platform_recovery_code is 'Ten codes for the day the phone is lost: SHA-256 of 80 random bits each, used once.';
select platform_signin_only('platform_recovery_code');

create table platform_invitation (
  network_id uuid not null,
  id uuid not null,
  kind text not null,
  account_id uuid,
  email text not null,
  display_name text,
  organisation_id uuid not null,
  unit_id uuid,
  role text not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  created_by uuid,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  constraint platform_invitation_pk primary key (network_id, id),
  constraint platform_invitation_organisation foreign key (network_id, organisation_id) references platform_organisation_card (network_id, organisation_id),
  constraint platform_invitation_kind check ((kind = 'join' and account_id is null) or (kind = 'reset' and account_id is not null)),
  constraint platform_invitation_role check (role in ('administrator', 'case-worker', 'mediator', 'cpi-operator', 'coordinator', 'auditor')),
  constraint platform_invitation_once check (accepted_at is null or withdrawn_at is null)
);
comment on table platform_invitation is 'One-time links for new members and for members who lost their password or phone. Only the digest of the link is kept.';
create unique index platform_invitation_token on platform_invitation (token_hash);
select platform_signin_only('platform_invitation');
create policy administrator_writes on platform_invitation to nc_app using (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (select current_setting('app.role', true)) = 'administrator') with check (
  network_id = (select nullif(current_setting('app.network', true), '')::uuid)
  and (select current_setting('app.role', true)) = 'administrator');
grant select (network_id, id, kind, account_id, email, display_name, organisation_id, unit_id, role, created_at, expires_at, accepted_at, withdrawn_at),
  insert, update (token_hash, expires_at, withdrawn_at, role, unit_id, display_name) on platform_invitation to nc_app;
