-- SPDX-License-Identifier: EUPL-1.2
-- An account that an administrator has ended keeps its row, as a record of who worked here; its address is free for the
-- account that a new invitation makes, with a password and a second factor of its own.
drop index platform_account_email;
create unique index platform_account_email on platform_account (network_id, email) where ended_at is null;
