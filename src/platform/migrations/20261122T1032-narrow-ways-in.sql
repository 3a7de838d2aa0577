-- SPDX-License-Identifier: EUPL-1.2
-- How a person gets in (links, the hash of her PIN, signing codes) is for those who work with her; not for whoever counts,
-- checks or administers at the same organisation.
select platform_narrow_readers(t, platform_readers('identity'))
from unnest(array['platform_person_link', 'platform_person_secret', 'platform_signing_code']::regclass[]) t;
