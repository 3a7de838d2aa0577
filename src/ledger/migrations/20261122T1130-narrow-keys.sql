-- SPDX-License-Identifier: EUPL-1.2
-- The keys that open what was recorded about a person are for those who work with people: an administrator, a coordinator
-- or an auditor of the same organisation opens what it recorded about no person, and nothing else.
select platform_narrow_readers('ledger_person_key', platform_readers('identity'));
