-- SPDX-License-Identifier: EUPL-1.2
-- Occupations and skills of an installed classification (ESCO). Reference data of the installation, the same for every
-- network and about nobody: hence no network_id and no Row-Level Security. Everybody reads; only an import writes.

create table skills_taxonomy_file (
  version text not null,
  language text not null,
  kind text not null,
  name text not null,
  sha256 text not null,
  row_count integer not null,
  imported_at timestamptz not null default now(),
  constraint skills_taxonomy_file_pk primary key (version, language, kind),
  constraint skills_taxonomy_file_digest check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint skills_taxonomy_file_language check (language ~ '^([a-z]{2,3})?$')
);
comment on table skills_taxonomy_file is 'Which file of which package was read, with its checksum: what an import need not read again, and what an index in memory was built from.';

create table skills_taxonomy_concept (
  version text not null,
  uri text not null,
  kind text not null,
  code text,
  isco_code text,
  skill_type text,
  reuse_level text,
  status text not null,
  replaced_by text,
  constraint skills_taxonomy_concept_pk primary key (version, uri),
  constraint skills_taxonomy_concept_kind check (kind in ('occupation', 'skill', 'skill-group', 'isco-group')),
  constraint skills_taxonomy_concept_isco check (isco_code ~ '^[0-9]{1,4}$')
);
comment on table skills_taxonomy_concept is 'A concept of one version of the classification. Deprecated ones stay, with what replaces them.';

create table skills_taxonomy_text (
  version text not null,
  language text not null,
  uri text not null,
  kind text not null,
  preferred text not null,
  forms text[] not null,
  alternatives text[] not null,
  hidden text[] not null,
  description text,
  definition text,
  scope_note text,
  constraint skills_taxonomy_text_pk primary key (version, language, uri)
);
comment on table skills_taxonomy_text is 'The words of a concept in one language: the preferred label as published and its masculine and feminine forms, other labels, description.';

create table skills_taxonomy_relation (
  version text not null,
  occupation_uri text not null,
  skill_uri text not null,
  relation text not null,
  skill_type text,
  constraint skills_taxonomy_relation_pk primary key (version, occupation_uri, skill_uri),
  constraint skills_taxonomy_relation_known check (relation in ('essential', 'optional'))
);
comment on table skills_taxonomy_relation is 'Which skills an occupation asks for. No foreign keys: published packages name an occupation that they do not describe.';

create table skills_taxonomy_broader (
  version text not null,
  uri text not null,
  broader_uri text not null,
  pillar text not null,
  constraint skills_taxonomy_broader_pk primary key (version, uri, broader_uri),
  constraint skills_taxonomy_broader_pillar check (pillar in ('occupation', 'skill'))
);
comment on table skills_taxonomy_broader is 'The hierarchy of occupations and of skills.';

create table skills_taxonomy_skill_relation (
  version text not null,
  skill_uri text not null,
  related_uri text not null,
  relation text not null,
  constraint skills_taxonomy_skill_relation_pk primary key (version, skill_uri, related_uri)
);
comment on table skills_taxonomy_skill_relation is 'Which skill or knowledge another skill builds on.';

do $$
declare
  target text;
begin
  foreach target in array array['file', 'concept', 'text', 'relation', 'broader', 'skill_relation'] loop
    execute format('grant select on skills_taxonomy_%s to nc_app, nc_person, nc_jobs', target);
    execute format('grant insert, update, delete on skills_taxonomy_%s to nc_jobs', target);
  end loop;
end $$;
