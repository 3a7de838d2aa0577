-- The tree as tiles of 256 hashes (C2SP tlog-tiles) instead of one row for each hash: two rows for an entry were most of
-- the work of taking it in, and a full tile is the very content of the immutable file that is published.

create table ledger_tile (
  network_id uuid not null,
  level smallint not null,
  position bigint not null,
  hashes bytea not null,
  constraint ledger_tile_pk primary key (network_id, level, position),
  constraint ledger_tile_width check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  constraint ledger_tile_place check (level >= 0 and position >= 0)
);
comment on table ledger_tile is 'Tiles of the register: up to 256 hashes of one level, the last of a level incomplete. No personal data.';
-- Hashes do not compress: trying costs time and gives nothing.
alter table ledger_tile alter column hashes set storage external;

-- Row-Level Security binds the owner, too: to move the hashes over it needs a policy for as long as this takes.
create policy moves on ledger_node to nc_owner using (true);
insert into ledger_tile (network_id, level, position, hashes)
  select network_id, level / 8, position / 256, string_agg(hash, ''::bytea order by position)
  from ledger_node where level % 8 = 0 group by network_id, level / 8, position / 256;
drop table ledger_node;

select platform_protect_network('ledger_tile');
create policy register on ledger_tile to nc_ledger using (true) with check (true);
grant select, insert, update (hashes) on ledger_tile to nc_ledger;

-- A tile grows until it is full; a hash that is in it stays as it is.
create function ledger_tile_grow() returns trigger language plpgsql as $grow$
begin
  if substring(new.hashes for octet_length(old.hashes)) is distinct from old.hashes then
    raise exception 'a hash of the ledger does not change' using errcode = '23514', constraint = 'ledger_tile_unchanged';
  end if;
  return new;
end $grow$;
comment on function ledger_tile_grow is 'Refuses every change of a tile but more hashes at its end';
create trigger ledger_tile_unchanged before update on ledger_tile for each row execute function ledger_tile_grow();
