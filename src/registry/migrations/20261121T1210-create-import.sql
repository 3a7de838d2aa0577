-- Importing a register: what was uploaded waits here until it is applied, corrected, thrown away or too old.

create table registry_import (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  account_id uuid,
  file_name text not null,
  file_digest bytea not null,
  state text not null,
  book jsonb,
  plans jsonb not null,
  corrections jsonb not null default '{}',
  decisions jsonb not null default '{}',
  people_created integer not null default 0,
  people_updated integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz,
  expires_at timestamptz not null,
  constraint registry_import_pk primary key (network_id, id),
  constraint registry_import_state check (state in ('review', 'applied', 'undone', 'discarded'))
);
comment on table registry_import is 'An uploaded register. book holds its cells and is emptied after the set time, when it is thrown away or undone; the file itself is never kept.';
create index registry_import_latest on registry_import (network_id, organisation_id, created_at desc);
select platform_protect_organisation('registry_import');
grant insert, update on registry_import to nc_app;

-- Which row became whom. The fingerprint recognises the same row in another upload, so that importing twice changes nothing.
create table registry_import_row (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  import_id uuid not null,
  person_id uuid not null,
  sheet text not null,
  row_number integer not null,
  fingerprint bytea not null,
  outcome text not null,
  applied_at timestamptz not null,
  constraint registry_import_row_pk primary key (network_id, id),
  constraint registry_import_row_outcome check (outcome in ('created', 'updated')),
  constraint registry_import_row_once unique (network_id, organisation_id, fingerprint),
  constraint registry_import_row_of_import foreign key (network_id, import_id) references registry_import (network_id, id),
  constraint registry_import_row_of_person foreign key (network_id, person_id) references registry_person (network_id, person_id)
);
comment on table registry_import_row is 'Rows of registers that became a person record or were added to one';
create index registry_import_row_person on registry_import_row (person_id);
create index registry_import_row_import on registry_import_row (network_id, import_id);
select platform_protect('registry_import_row', 'identity');
grant insert, delete on registry_import_row to nc_app;

create table registry_remark (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  import_id uuid not null,
  remark text not null,
  written_at timestamptz not null,
  constraint registry_remark_pk primary key (network_id, id),
  constraint registry_remark_of_person foreign key (network_id, person_id) references registry_person (network_id, person_id)
);
comment on table registry_remark is 'Free-text remarks found in registers. They may say anything about anybody: restricted, never shared by default';
create index registry_remark_person on registry_remark (person_id);
select platform_protect('registry_remark', 'notes');
grant insert, delete on registry_remark to nc_app;

create table registry_stay (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  import_id uuid not null,
  entered_on date,
  left_on date,
  leaving_reason text,
  written_at timestamptz not null,
  constraint registry_stay_pk primary key (network_id, id),
  constraint registry_stay_says_something check (entered_on is not null or left_on is not null),
  constraint registry_stay_of_person foreign key (network_id, person_id) references registry_person (network_id, person_id)
);
comment on table registry_stay is 'When the person entered and left a reception project or was taken charge of, as a register says';
create index registry_stay_person on registry_stay (person_id);
select platform_protect('registry_stay', 'outcomes');
grant insert, delete on registry_stay to nc_app;
