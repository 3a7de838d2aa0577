-- Background work, queued in the transaction of the act that asks for it.
create table platform_job (
  network_id uuid not null,
  id uuid not null,
  kind text not null,
  organisation_id uuid not null,
  account_id uuid,
  role text not null,
  payload jsonb not null default '{}',
  run_at timestamptz not null default now(),
  attempts integer not null default 0,
  finished_at timestamptz,
  failed_with text,
  progress integer not null default 0,
  constraint platform_job_pk primary key (network_id, id)
);
comment on table platform_job is 'Queued work. The payload holds identifiers only, never personal data.';
create index platform_job_due on platform_job (run_at) where finished_at is null;
alter table platform_job enable row level security;
alter table platform_job force row level security;
create policy own_organisation on platform_job to nc_app
  using (network_id = (select nullif(current_setting('app.network', true), '')::uuid)
    and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid))
  with check (network_id = (select nullif(current_setting('app.network', true), '')::uuid)
    and organisation_id = (select nullif(current_setting('app.organisation', true), '')::uuid));
create policy worker on platform_job to nc_jobs using (true) with check (true);
create policy backup on platform_job to nc_backup using (true) with check (true);
grant select, insert, update (progress) on platform_job to nc_app;
grant select, update on platform_job to nc_jobs;
