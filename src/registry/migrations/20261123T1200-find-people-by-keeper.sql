-- SPDX-License-Identifier: EUPL-1.2
-- The desk asks for the people of one organisation: by the day they came, and by their papers' last day.
create index registry_person_keeper on registry_person (organisation_id, registered_on, person_id);
create index registry_permit_keeper on registry_permit (organisation_id, expires_on) where superseded_on is null;
