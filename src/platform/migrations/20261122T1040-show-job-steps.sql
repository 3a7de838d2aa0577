-- Long work says where it stands: which step, and how much of it is done (progress) out of how much.
alter table platform_job
  add column step text not null default '',
  add column total integer not null default 0;
