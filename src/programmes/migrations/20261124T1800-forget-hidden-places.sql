-- SPDX-License-Identifier: EUPL-1.2
-- Where somebody lived is forgotten in rows from before the paper that hides it (TUI art. 18). Nothing else of what an
-- enrolment said can be changed: the place can only go, from the row and from what opens its act.
create function programmes_enrolment_forget() returns trigger language plpgsql as $forget$
begin
  if (new.municipality is not null and new.municipality is distinct from old.municipality)
    or (new.province is not null and new.province is distinct from old.province)
    or (new.opening is distinct from old.opening and new.opening is distinct from old.opening #- '{fields,province}') then
    raise exception 'the place of an enrolment can only be forgotten'
      using errcode = '23514', constraint = 'programmes_enrolment_only_forgets';
  end if;
  return new;
end $forget$;
comment on function programmes_enrolment_forget is 'Refuses every change of the place of an enrolment but its removal';
create trigger programmes_enrolment_only_forgets before update on programmes_enrolment
  for each row execute function programmes_enrolment_forget();
grant update (municipality, province, opening) on programmes_enrolment to nc_app;
