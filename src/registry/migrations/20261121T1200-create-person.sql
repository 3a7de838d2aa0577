-- The person as one organisation keeps her: what was said of her, by whom and how well it is proved (design §8).
-- One record per organisation and person; records of the same person are tied by revocable links.

create table registry_person (
  network_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  handle uuid not null,
  family_name text not null,
  given_name text not null,
  native_name text,
  native_lang text,
  used_name text,
  birth_date date,
  birth_precision text not null,
  sex text,
  citizenship text,
  birth_place text,
  birth_town text,
  tax_code text,
  tax_code_kind text,
  sort_key text not null,
  search_text text not null,
  registered_on date not null,
  version integer not null default 1,
  constraint registry_person_pk primary key (network_id, person_id),
  constraint registry_person_handle unique (network_id, handle),
  constraint registry_person_named check (family_name <> '' or given_name <> ''),
  constraint registry_person_birth check ((birth_date is null) = (birth_precision = 'unknown')),
  constraint registry_person_precision check (birth_precision in ('day', 'month', 'year', 'unknown')),
  constraint registry_person_sex check (sex in ('F', 'M', 'X')),
  constraint registry_person_code check ((tax_code is null) = (tax_code_kind is null)),
  constraint registry_person_code_kind check (tax_code_kind in ('final', 'provisional'))
);
comment on table registry_person is 'The identity that holds today, computed from the statements; for lists and search. handle is the pseudonym under which the record is counted.';
create index registry_person_id on registry_person (person_id);
create index registry_person_sorted on registry_person (network_id, sort_key, person_id);
select platform_protect('registry_person', 'identity');
grant insert, update, delete on registry_person to nc_app;

-- Five tables of one shape, because a table belongs to exactly one field group. Statements are only added.
create function registry_statements(target text, field_group text, meaning text) returns void
language plpgsql as $make$
begin
  execute format($ddl$
    create table %1$I (
      network_id uuid not null,
      id uuid not null,
      person_id uuid not null,
      organisation_id uuid not null,
      field text not null,
      value text,
      level text not null,
      said_by text not null,
      source text,
      interpreted boolean not null default false,
      replaces uuid,
      written_at timestamptz not null,
      constraint %2$I primary key (network_id, id),
      constraint %3$I check (level in ('declared', 'documented', 'observed', 'validated', 'certified')),
      constraint %4$I foreign key (network_id, person_id) references registry_person (network_id, person_id)
    )$ddl$, target, target || '_pk', target || '_level', target || '_of_person');
  execute format('create index %1$I on %2$I (person_id, field)', target || '_person', target);
  execute format('comment on table %1$I is %2$L', target, meaning);
  perform platform_protect(target::regclass, field_group);
  execute format('grant insert, delete on %1$I to nc_app', target);
end $make$;
select registry_statements('registry_identity', 'identity', 'Statements on names, birth, sex, citizenship and tax code');
select registry_statements('registry_contact', 'contacts', 'Statements on phone, e-mail, where she lives and how it is safe to reach her');
select registry_statements('registry_family', 'family', 'Statements on the family and the guardian of a minor');
select registry_statements('registry_health', 'health', 'Statements on health; restricted');
select registry_statements('registry_protection', 'protection', 'Statements that could endanger her, such as STP and ENI codes (irregular stay); restricted');
drop function registry_statements(text, text, text);

create table registry_tax_code (
  network_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  code text not null,
  kind text not null,
  valid_from date not null,
  valid_until date,
  reason text not null,
  constraint registry_tax_code_pk primary key (network_id, id),
  constraint registry_tax_code_kind check (kind in ('final', 'provisional')),
  constraint registry_tax_code_reason check (reason in ('first', 'provisional-replaced', 'corrected', 'removed')),
  constraint registry_tax_code_period check (valid_until is null or valid_until >= valid_from),
  constraint registry_tax_code_of_person foreign key (network_id, person_id) references registry_person (network_id, person_id)
);
comment on table registry_tax_code is 'Every tax code a person has had. The code changes when an identity is corrected or a provisional one is replaced: never a key.';
create index registry_tax_code_person on registry_tax_code (person_id);
create unique index registry_tax_code_one_now on registry_tax_code (network_id, person_id) where valid_until is null;
select platform_protect('registry_tax_code', 'identity');
grant insert, update, delete on registry_tax_code to nc_app;

-- One row per key and not an array: behind Row-Level Security only leakproof operators reach an index, and equality of
-- texts is one while the overlap of arrays is not.
create table registry_match_key (
  network_id uuid not null,
  person_id uuid not null,
  key text not null,
  constraint registry_match_key_pk primary key (network_id, key, person_id),
  constraint registry_match_key_of_person foreign key (network_id, person_id) references registry_person (network_id, person_id)
);
comment on table registry_match_key is 'Keys under which possible duplicates meet: sounds of names with birth parts, tax code parts';
create index registry_match_key_person on registry_match_key (person_id);
select platform_protect('registry_match_key', 'identity');
grant insert, delete on registry_match_key to nc_app;
