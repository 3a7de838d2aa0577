create table registry_permit (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  document_type smallint not null,
  kind text not null,
  number text,
  questura text,
  issued_on date,
  expires_on date,
  renewal_asked_on date,
  asylum_applied_on date,
  asylum_registered_on date,
  asylum_formalised_on date,
  asylum_cui text,
  asylum_detained boolean not null default false,
  asylum_accelerated boolean not null default false,
  level text not null,
  said_by text not null,
  source text,
  recorded_on date not null,
  written_at timestamptz not null,
  superseded_on date,
  constraint registry_permit_pk primary key (network_id, id),
  -- The seven types and their rules as the mandatory hiring communications check them (domain 2.3).
  constraint registry_permit_type check (document_type between 1 and 7),
  constraint registry_permit_waiting check ((document_type = 4) = (expires_on = date '1900-01-01')),
  constraint registry_permit_permanent check ((document_type = 5) = (expires_on = date '2099-12-31')),
  constraint registry_permit_expiry check (document_type = 4 or expires_on >= date '2000-01-01'),
  constraint registry_permit_questura check (questura is null or document_type not in (3, 4, 6)),
  constraint registry_permit_level check (level in ('declared', 'documented', 'observed', 'validated', 'certified')),
  constraint registry_permit_of_person foreign key (network_id, person_id) references registry_person (network_id, person_id)
);
comment on table registry_permit is 'Titles of stay, one row per paper; the current one has no superseded_on. Old ones stay.';
create index registry_permit_person on registry_permit (person_id, written_at);
create index registry_permit_ending on registry_permit (network_id, expires_on) where superseded_on is null;
create unique index registry_permit_one_now on registry_permit (network_id, person_id) where superseded_on is null;
select platform_protect('registry_permit', 'permit');
grant insert, update, delete on registry_permit to nc_app;

create table registry_notice (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  account_id uuid,
  lang text not null,
  text_version text not null,
  manner text not null,
  given_on date not null,
  guardian_name text,
  written_at timestamptz not null,
  constraint registry_notice_pk primary key (network_id, id),
  constraint registry_notice_manner check (manner in ('read-aloud', 'on-paper', 'on-screen')),
  constraint registry_notice_of_person foreign key (network_id, person_id) references registry_person (network_id, person_id)
);
comment on table registry_notice is 'When the person (or the guardian of a minor) got the privacy notice, in which language and how (GDPR art. 13)';
create index registry_notice_person on registry_notice (person_id, given_on);
select platform_protect('registry_notice', 'identity');
grant insert, delete on registry_notice to nc_app;
