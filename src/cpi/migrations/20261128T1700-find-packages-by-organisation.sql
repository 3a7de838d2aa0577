-- SPDX-License-Identifier: EUPL-1.2
-- Both indexes began with the network, as the primary key does. While the planner had not counted the packages, either was
-- as good to it for finding one of them, and the policies of all that hangs on a package read the whole network for each row.
drop index cpi_package_person;
create index cpi_package_person on cpi_package (sender_person);
drop index cpi_package_receiver;
create index cpi_package_receiver on cpi_package (receiver_organisation, sent_on);
