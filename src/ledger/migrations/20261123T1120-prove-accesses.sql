-- SPDX-License-Identifier: EUPL-1.2
-- So that she can check herself who opened her file: the hashes that a sealed hour consists of, and what opens its entry.
-- Neither says anything about anybody; her own rows she reads already, those of others stay hashes.

alter table ledger_access_batch
  add column form smallint not null default 1,
  add column leaves bytea,
  add column opening jsonb,
  add constraint ledger_access_batch_form check (form in (1, 2)),
  add constraint ledger_access_batch_leaves check (octet_length(leaves) = 32 * rows),
  add constraint ledger_access_batch_provable check (form = 1 or (leaves is not null and opening is not null));
comment on column ledger_access_batch.form is 'How a row is hashed: 2 holds the operator as a hash only, so that the row can be shown to the person';
comment on column ledger_access_batch.leaves is 'The hashes of the rows in their order';
comment on column ledger_access_batch.opening is 'What opens the entry that seals them: hour, count and root';

create policy hers on ledger_access_batch for select to nc_person
  using (network_id = (select nullif(current_setting('app.network', true), '')::uuid));
grant select on ledger_access_batch to nc_person;
