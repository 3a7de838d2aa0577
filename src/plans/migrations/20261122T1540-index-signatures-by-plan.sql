-- A plan is read with every signature under it and under its meetings.
create index plans_signature_plan on plans_signature (plan_id);
