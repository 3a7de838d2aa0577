-- The register of a network (entries, tree, heads: no personal data) and, apart from it, what opens the entries.

create table ledger_log (
  network_id uuid not null,
  origin text not null,
  vkey text not null,
  size bigint not null default 0,
  created_at timestamptz not null,
  constraint ledger_log_pk primary key (network_id),
  constraint ledger_log_size check (size >= 0)
);
comment on table ledger_log is 'The register of a network: its origin, its public key, how many entries it has taken in. No personal data.';

create table ledger_key (
  network_id uuid not null,
  key_id text not null,
  organisation_id uuid not null,
  name text not null,
  vkey text not null,
  registered_seq bigint not null,
  opening jsonb not null,
  created_at timestamptz not null,
  constraint ledger_key_pk primary key (network_id, key_id),
  constraint ledger_key_log foreign key (network_id) references ledger_log (network_id),
  constraint ledger_key_id check (key_id ~ '^[0-9a-f]{16}$')
);
comment on table ledger_key is 'Public keys of the organisations, each with the opening of the entry that registered it. No personal data.';
create index ledger_key_organisation on ledger_key (network_id, organisation_id);

create table ledger_signing_key (
  network_id uuid not null,
  key_id text not null,
  organisation_id uuid,
  box bytea not null,
  constraint ledger_signing_key_pk primary key (network_id, key_id)
);
comment on table ledger_signing_key is 'Private keys, encrypted under the secret of the installation; organisation_id is empty for the key of the register. In neither backup archive (ledger.md 4.7): after a restore elsewhere, new keys are registered.';

create table ledger_series (
  network_id uuid not null,
  organisation_id uuid not null,
  key_id text not null,
  last_seq bigint not null default 0,
  own_key bytea not null,
  constraint ledger_series_pk primary key (network_id, organisation_id),
  constraint ledger_series_key foreign key (network_id, key_id) references ledger_key (network_id, key_id) deferrable initially deferred,
  constraint ledger_series_own_key check (octet_length(own_key) = 32)
);
comment on table ledger_series is 'Last number of each organisation''s series. The row is locked by the act that takes the next number, so the series has no gaps; own_key opens facts that concern no person.';

create table ledger_entry (
  network_id uuid not null,
  key_id text not null,
  org_seq bigint not null,
  organisation_id uuid not null,
  fact_id uuid not null,
  arrival bigint generated always as identity,
  entry bytea not null,
  recorded_at timestamptz not null,
  log_index bigint,
  constraint ledger_entry_pk primary key (network_id, organisation_id, org_seq),
  constraint ledger_entry_fact unique (network_id, fact_id),
  constraint ledger_entry_index unique (network_id, log_index),
  constraint ledger_entry_length check (octet_length(entry) = 114),
  constraint ledger_entry_seq check (org_seq > 0),
  constraint ledger_entry_place check (log_index >= 0)
);
comment on table ledger_entry is 'The entries: 114 bytes each, readable by the whole network; log_index is empty until the register has taken the entry in. No personal data.';
create index ledger_entry_waiting on ledger_entry (network_id, arrival) where log_index is null;

create table ledger_node (
  network_id uuid not null,
  level smallint not null,
  position bigint not null,
  hash bytea not null,
  constraint ledger_node_pk primary key (network_id, level, position),
  constraint ledger_node_length check (octet_length(hash) = 32)
);
comment on table ledger_node is 'Hashes of the complete subtrees of the register (RFC 6962), level 0 are the leaves: a proof reads a few rows instead of the whole tree.';

create table ledger_checkpoint (
  network_id uuid not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  signed_at timestamptz not null,
  constraint ledger_checkpoint_pk primary key (network_id, size),
  constraint ledger_checkpoint_root check (octet_length(root) = 32)
);
comment on table ledger_checkpoint is 'Signed heads of the register, as C2SP notes.';

-- From here on: what opens the entries. It belongs to the organisation that keeps the record, never to the network.
create table ledger_person_key (
  network_id uuid not null,
  organisation_id uuid not null,
  subject_id uuid not null,
  service_key bytea,
  accounting_key bytea,
  erased_at timestamptz,
  constraint ledger_person_key_pk primary key (network_id, organisation_id, subject_id),
  constraint ledger_person_key_length check (octet_length(service_key) = 32 and octet_length(accounting_key) = 32)
);
comment on table ledger_person_key is 'K_P: two random keys for each person record (subject_id is the record, or the pseudonymous handle where an organisation knows no more). Erasing a key makes every opening under it impossible. Only in the keys archive.';

create table ledger_opening (
  network_id uuid not null,
  fact_id uuid not null,
  organisation_id uuid not null,
  subject_id uuid,
  account text not null,
  box bytea not null,
  constraint ledger_opening_pk primary key (network_id, fact_id),
  constraint ledger_opening_account check (account in ('service', 'accounting')),
  constraint ledger_opening_entry foreign key (network_id, fact_id) references ledger_entry (network_id, fact_id)
);
comment on table ledger_opening is 'The event behind each entry, encrypted under a key derived from the person''s (or the organisation''s) key; the salts are derived too and stored nowhere.';
create index ledger_opening_subject on ledger_opening (network_id, organisation_id, subject_id);

create table ledger_erasure (
  network_id uuid not null,
  fact_id uuid not null,
  organisation_id uuid not null,
  erased_at timestamptz not null,
  legal_basis text not null,
  openings integer not null,
  constraint ledger_erasure_pk primary key (network_id, fact_id),
  constraint ledger_erasure_entry foreign key (network_id, fact_id) references ledger_entry (network_id, fact_id)
);
comment on table ledger_erasure is 'That keys were erased: when, on which basis, how many openings died with them. Not whose.';

create table ledger_access_batch (
  network_id uuid not null,
  organisation_id uuid not null,
  hour timestamptz not null,
  rows integer not null,
  root bytea not null,
  fact_id uuid not null,
  constraint ledger_access_batch_pk primary key (network_id, organisation_id, hour),
  constraint ledger_access_batch_entry foreign key (network_id, fact_id) references ledger_entry (network_id, fact_id)
);
comment on table ledger_access_batch is 'One sealed tree of access rows for each organisation and hour; its root is in an entry of kind 2.';
