-- SPDX-License-Identifier: EUPL-1.2
-- Whoever leads a programme corrects what was typed when it was made. Its code stays, for papers name it; so does the way
-- its money is counted, for what was entered one way cannot be read the other.
alter table programmes_programme
  add column version integer not null default 1,
  add column corrected_on date;
grant update (name, fund, notice, starts_on, ends_on, budget_cents, target_heads, target_minutes, target_women_permille,
  unit_cents, version, corrected_on) on programmes_programme to nc_app;
create policy own_programme_change on programmes_programme as restrictive for update to nc_app using (
  organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
  and (select current_setting('app.role', true)) = 'coordinator');
