-- SPDX-License-Identifier: EUPL-1.2
-- Goals are kept in the person's words; what they mean in Italian stands beside them, as in the interview.
alter table plans_goal add column italian text,
  add constraint plans_goal_italian check (italian <> '');
comment on column plans_goal.italian is 'What the words mean in Italian, where they are in another language';
