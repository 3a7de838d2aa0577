-- Long registers are read and written as background work; the page of the import shows how far it is.
alter table registry_import
  add column work text,
  add column work_job uuid,
  add constraint registry_import_work check (work in ('check', 'write', 'undo')),
  add constraint registry_import_work_has_job check ((work is null) = (work_job is null));

-- What the check of a long register found. A short one is checked anew at every look.
create table registry_import_preview (
  network_id uuid not null,
  import_id uuid not null,
  organisation_id uuid not null,
  preview jsonb not null,
  made_at timestamptz not null,
  constraint registry_import_preview_pk primary key (network_id, import_id),
  constraint registry_import_preview_of_import foreign key (network_id, import_id) references registry_import (network_id, id)
);
comment on table registry_import_preview is 'Rows of a long register as they were read, and whom they may be. Goes when the cells of the register go.';
select platform_protect_organisation('registry_import_preview');
grant insert, update, delete on registry_import_preview to nc_app;
