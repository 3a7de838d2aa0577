-- SPDX-License-Identifier: EUPL-1.2
-- Who countersigns the heads of a register, which of them are enough, and what they have signed. No personal data.

create table ledger_witness (
  network_id uuid not null,
  name text not null,
  vkey text not null,
  url text,
  seen_size bigint not null default 0,
  added_at timestamptz not null,
  constraint ledger_witness_pk primary key (network_id, name),
  constraint ledger_witness_log foreign key (network_id) references ledger_log (network_id),
  constraint ledger_witness_seen check (seen_size >= 0)
);
comment on table ledger_witness is 'Witnesses of a register: their public key, where to push heads (empty: they fetch them), how far each has seen.';

create table ledger_cosignature (
  network_id uuid not null,
  size bigint not null,
  witness text not null,
  line text not null,
  seen_at timestamptz not null,
  constraint ledger_cosignature_pk primary key (network_id, size, witness),
  constraint ledger_cosignature_witness foreign key (network_id, witness) references ledger_witness (network_id, name),
  constraint ledger_cosignature_head foreign key (network_id, size) references ledger_checkpoint (network_id, size)
);
comment on table ledger_cosignature is 'Countersignatures of heads, as the lines that stand under the note.';

create table ledger_policy (
  network_id uuid not null,
  number integer not null,
  text text not null,
  fact_id uuid not null,
  adopted_at timestamptz not null,
  effective_size bigint,
  constraint ledger_policy_pk primary key (network_id, number),
  constraint ledger_policy_entry foreign key (network_id, fact_id) references ledger_entry (network_id, fact_id)
);
comment on table ledger_policy is 'Policies (C2SP tlog-policy): which countersignatures are enough. Each is an entry of kind 4; a later one takes effect with the first head above it that a quorum under the one before has signed.';

alter table ledger_checkpoint add column witnessed_note text;
comment on column ledger_checkpoint.witnessed_note is 'The note with a smallest quorum of countersignatures, once there is one';

select platform_protect_network(t) from unnest(array['ledger_witness', 'ledger_cosignature', 'ledger_policy']::regclass[]) t;
do $$
declare
  target regclass;
begin
  foreach target in array array['ledger_witness', 'ledger_cosignature', 'ledger_policy']::regclass[] loop
    execute format('create policy register on %s to nc_ledger using (true) with check (true)', target);
    execute format('grant select on %s to nc_ledger', target);
  end loop;
end $$;
grant insert on ledger_witness, ledger_cosignature to nc_ledger;
grant update (seen_size) on ledger_witness to nc_ledger;
grant update (effective_size) on ledger_policy to nc_ledger;
grant update (witnessed_note) on ledger_checkpoint to nc_ledger;
grant insert on ledger_policy to nc_app;
