-- SPDX-License-Identifier: EUPL-1.2
-- Organisations join a programme and leave it on a day. Nothing is deleted: who took part on a past day stays readable.
-- Without a day of joining: from the programme's first. Without a day of leaving: to its last.
alter table programmes_partner
  add column joined_on date,
  add column left_on date,
  add constraint programmes_partner_days check (left_on is null or joined_on is null or left_on >= joined_on),
  add constraint programmes_partner_lead_stays check (kind <> 'lead' or (joined_on is null and left_on is null));
grant update (kind, joined_on, left_on) on programmes_partner to nc_app;
-- The lead names and releases the others; nobody becomes lead this way.
create policy own_programme_change on programmes_partner as restrictive for update to nc_app
  using (kind <> 'lead'
    and (select current_setting('app.role', true)) in ('coordinator', 'administrator')
    and exists (select from programmes_programme p where p.network_id = programmes_partner.network_id
      and p.id = programmes_partner.programme_id
      and p.organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid)))
  with check (kind <> 'lead');
