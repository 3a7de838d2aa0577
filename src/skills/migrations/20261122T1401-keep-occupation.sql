-- SPDX-License-Identifier: EUPL-1.2
-- The occupation that was chosen for a work told in own words: beside its address a copy of the label, with its language
-- and the version of the classification, so that it can still be read when another version is installed.

alter table skills_experience
  add column esco_label text,
  add column esco_language text,
  add column esco_version text,
  add constraint skills_experience_esco check (
    esco_uri is null and esco_label is null and esco_language is null and esco_version is null
    or esco_uri is not null and esco_label is not null and esco_language is not null and esco_version is not null) not valid;
comment on table skills_experience is 'Work in the persons own words, paid or not. The taxonomy columns are filled when somebody chooses an occupation; the words stay.';
