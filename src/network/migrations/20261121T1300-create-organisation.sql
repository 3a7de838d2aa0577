-- The organisations of a network, their teams, the catchments of the job centres, and what a network must have decided
-- before real people may be recorded in it.

create table network_organisation (
  network_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  email text,
  phone text,
  address text,
  municipality text,
  external_code text,
  since date not null,
  ended_on date,
  version integer not null default 1,
  constraint network_organisation_pk primary key (network_id, id),
  constraint network_organisation_network foreign key (network_id) references platform_network (id),
  constraint network_organisation_name check (length(trim(name)) between 1 and 160),
  constraint network_organisation_kind check (kind in ('leadPartner', 'jobCentre', 'receptionProject', 'socialService', 'thirdSector',
    'union', 'trainingBody', 'entitledBody', 'accreditedProvider', 'employer', 'policeHQ', 'controlBody')),
  constraint network_organisation_period check (ended_on is null or ended_on >= since)
);
comment on table network_organisation is 'Bodies that work together in a network: kinds of the domain reference §1.1. The external code is the one a ministry or region knows them by.';
create unique index network_organisation_name_once on network_organisation (network_id, lower(name)) where ended_on is null;
select platform_protect_network('network_organisation');
grant insert, update on network_organisation to nc_app;
create policy administrator_inserts on network_organisation as restrictive for insert to nc_app
  with check ((select current_setting('app.role', true)) = 'administrator');
create policy administrator_updates on network_organisation as restrictive for update to nc_app
  using ((select current_setting('app.role', true)) = 'administrator');

create table network_unit (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  ended_on date,
  constraint network_unit_pk primary key (network_id, id),
  constraint network_unit_organisation foreign key (network_id, organisation_id) references network_organisation (network_id, id),
  constraint network_unit_name check (length(trim(name)) between 1 and 160)
);
comment on table network_unit is 'Operating units (unità operative): teams led by one organisation in which members of several may work.';
select platform_protect_network('network_unit');
grant insert, update on network_unit to nc_app;
create policy administrator_inserts on network_unit as restrictive for insert to nc_app
  with check ((select current_setting('app.role', true)) = 'administrator');
create policy administrator_updates on network_unit as restrictive for update to nc_app
  using ((select current_setting('app.role', true)) = 'administrator');

create table network_catchment (
  network_id uuid not null,
  municipality text not null,
  municipality_name text not null,
  organisation_id uuid not null,
  source text not null,
  valid_from date not null,
  valid_until date,
  constraint network_catchment_pk primary key (network_id, municipality, valid_from),
  constraint network_catchment_organisation foreign key (network_id, organisation_id) references network_organisation (network_id, id),
  constraint network_catchment_code check (municipality ~ '^[A-Z][0-9]{3}$'),
  constraint network_catchment_period check (valid_until is null or valid_until >= valid_from)
);
comment on table network_catchment is 'Which job centre is competent for which municipality of domicile (Belfiore code), with its source. A municipality without a row is "not known", never "none".';
select platform_protect_network('network_catchment');
grant insert, update on network_catchment to nc_app;
create policy administrator_inserts on network_catchment as restrictive for insert to nc_app
  with check ((select current_setting('app.role', true)) = 'administrator');
create policy administrator_updates on network_catchment as restrictive for update to nc_app
  using ((select current_setting('app.role', true)) = 'administrator');

create table network_readiness (
  network_id uuid not null,
  item text not null,
  reference text not null,
  decided_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  constraint network_readiness_pk primary key (network_id, item),
  constraint network_readiness_item check (item in ('controllers', 'legal-bases', 'retention', 'dpia'))
);
comment on table network_readiness is 'What must be decided before a trial network may hold real people (GDPR art. 5, 6, 26, 35): each with the act that decided it and its date.';
select platform_protect_network('network_readiness');
grant insert, update on network_readiness to nc_app;
create policy administrator_inserts on network_readiness as restrictive for insert to nc_app
  with check ((select current_setting('app.role', true)) = 'administrator');
create policy administrator_updates on network_readiness as restrictive for update to nc_app
  using ((select current_setting('app.role', true)) = 'administrator');
