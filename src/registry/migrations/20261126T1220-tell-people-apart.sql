-- SPDX-License-Identifier: EUPL-1.2
-- Two records that look alike and are two people: the question is answered once and can be asked again.
create table registry_apart (
  network_id uuid not null,
  person_id uuid not null,
  other_person_id uuid not null,
  organisation_id uuid not null,
  said_on date not null,
  said_by uuid,
  constraint registry_apart_pk primary key (network_id, person_id, other_person_id),
  constraint registry_apart_two check (person_id <> other_person_id),
  constraint registry_apart_of_person foreign key (network_id, person_id) references registry_person (network_id, person_id)
);
comment on table registry_apart is 'An answer of an organisation: this record of its own and that one are two people. Nothing follows from it but that the pair is not offered again';
create index registry_apart_other on registry_apart (other_person_id);
select platform_protect('registry_apart', 'identity');
grant insert, delete on registry_apart to nc_app;
