-- SPDX-License-Identifier: EUPL-1.2
-- Before a newer version of the classification is used, somebody must know what it does to what was recorded. The role of
-- background work may count addresses by version; no person, no entry, no answer and no words are in these columns.

create policy jobs_count on skills_skill for select to nc_jobs using (true);
grant select (uri, version, withdrawn) on skills_skill to nc_jobs;
create policy jobs_count on skills_experience for select to nc_jobs using (true);
grant select (esco_uri, esco_version, withdrawn) on skills_experience to nc_jobs;
