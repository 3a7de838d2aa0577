-- SPDX-License-Identifier: EUPL-1.2
-- What seals a pair of pseudonyms and its end, each with the opening that lets a report count the person once from the
-- acts alone. A pair written before has none; the bundle of a report that would need it is refused.
alter table registry_same_handle
  add column fact_id uuid,
  add column opening jsonb,
  add column revoked_on date,
  add column revocation_fact_id uuid,
  add column revocation_opening jsonb;
update registry_same_handle set revoked_on = (revoked_at at time zone 'Europe/Rome')::date where revoked_at is not null;
alter table registry_same_handle
  drop column revoked_at,
  add constraint registry_same_handle_sealed check ((fact_id is null) = (opening is null)),
  add constraint registry_same_handle_revoked check (
    (revocation_fact_id is null) = (revocation_opening is null) and (revocation_fact_id is null or revoked_on is not null)),
  add constraint registry_same_handle_period check (revoked_on is null or revoked_on >= linked_on);
