-- SPDX-License-Identifier: EUPL-1.2
-- An uploaded register names many people in the clear: it is for who registers people. A rule of law is confirmed by the
-- network's administrator, for everybody.
select platform_narrow_readers('registry_import', platform_readers('notes'));
create policy administrator_confirms on registry_rule_check as restrictive for insert to nc_app
  with check ((select current_setting('app.role', true)) = 'administrator');
create policy administrator_takes_back on registry_rule_check as restrictive for delete to nc_app
  using ((select current_setting('app.role', true)) = 'administrator');
