-- SPDX-License-Identifier: EUPL-1.2
-- A mediator interprets an interview: the one under way is hers to read, and what stayed unsaid in one that she held.
-- What somebody else was not told is not hers, nor are other notes (platform's rule for the group).

select platform_narrow_readers('skills_draft', array['case-worker', 'mediator', 'cpi-operator']);

drop policy readers_by_role on skills_remark;
create policy readers_by_role on skills_remark as restrictive for select to nc_app using (
  (select current_setting('app.role', true)) = any (platform_readers('notes'))
  or ((select current_setting('app.role', true)) = 'mediator'
    and exists (select from skills_interview i where i.network_id = skills_remark.network_id
      and i.id = skills_remark.interview_id
      and i.account_id = (select nullif(current_setting('app.account', true), '')::uuid))));
