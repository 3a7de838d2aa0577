-- SPDX-License-Identifier: EUPL-1.2
-- Whoever leads a programme reads exact figures of everybody in it (exactness.ts): so nobody makes an organisation lead
-- of a programme but the organisation that makes the programme.
create policy own_programme on programmes_programme as restrictive for insert to nc_app with check (
  organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)
  and (select current_setting('app.role', true)) in ('coordinator', 'administrator'));
create policy own_programme on programmes_partner as restrictive for insert to nc_app with check (
  (select current_setting('app.role', true)) in ('coordinator', 'administrator')
  and exists (select from programmes_programme p where p.network_id = programmes_partner.network_id
    and p.id = programmes_partner.programme_id
    and p.organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)));
