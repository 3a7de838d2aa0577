-- SPDX-License-Identifier: EUPL-1.2
-- A person's file asks out of which package the job centre made the record.
create index cpi_review_receiver_person on cpi_review (network_id, receiver_person) where receiver_person is not null;
