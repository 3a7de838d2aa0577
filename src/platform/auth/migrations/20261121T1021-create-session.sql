-- Signing in and staying signed in. Only digests of cookies are kept.

create table platform_step (
  network_id uuid not null,
  token_hash bytea not null,
  purpose text not null,
  account_id uuid,
  invitation_id uuid,
  link_id uuid,
  password_right boolean,
  sealed bytea,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint platform_step_pk primary key (token_hash),
  constraint platform_step_purpose check (purpose in ('code', 'invitation', 'enrol', 'person'))
);
comment on table platform_step is 'What somebody has shown so far on the way in: a right password, an opened link, a half-made account (encrypted). Kept by a cookie for half an hour; opens nothing by itself.';
select platform_signin_only('platform_step');

create table platform_session (
  network_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  account_id uuid,
  membership_id uuid,
  link_id uuid,
  signing_id uuid,
  signing_method text,
  device text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  constraint platform_session_pk primary key (network_id, id),
  constraint platform_session_membership foreign key (network_id, membership_id) references platform_membership (network_id, id),
  constraint platform_session_whose check (num_nonnulls(account_id, link_id, signing_id) = 1),
  constraint platform_session_staff check ((account_id is null) = (membership_id is null)),
  constraint platform_session_signing check ((signing_id is null) = (signing_method is null) and signing_method in ('qr', 'code'))
);
comment on table platform_session is 'Open sessions of staff (account and membership) and of persons (by link, or by a signing code for one act). A session that ends is deleted.';
create unique index platform_session_token on platform_session (token_hash);
create index platform_session_account on platform_session (network_id, account_id);
create index platform_session_end on platform_session (expires_at);
select platform_signin_only('platform_session');

create table platform_device (
  network_id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint platform_device_pk primary key (token_hash),
  constraint platform_device_account foreign key (network_id, account_id) references platform_account (network_id, id) on delete cascade
);
comment on table platform_device is 'Browsers from which an account has signed in before. They are counted apart, so that strangers who guess cannot slow down the owner (OWASP device cookies).';
select platform_signin_only('platform_device');

create table platform_throttle (
  network_id uuid not null,
  key bytea not null,
  attempts integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  constraint platform_throttle_pk primary key (network_id, key)
);
comment on table platform_throttle is 'Failed attempts by account and place. The key is a keyed digest: neither address nor e-mail can be read out of it.';
create index platform_throttle_last on platform_throttle (last_at);
select platform_signin_only('platform_throttle');

create table platform_used_token (
  network_id uuid not null,
  digest bytea not null,
  used_at timestamptz not null,
  constraint platform_used_token_pk primary key (digest)
);
comment on table platform_used_token is 'Set-up tokens that have created a network: each creates one.';
select platform_signin_only('platform_used_token');
