// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

/** Addresses of the network slice. */
export const paths = {
  front: path('/'),
  setup: path('/setup'),
  invitationLink: path('/invitations/:token'),
  join: path('/join'),
  enrol: path('/enrol'),
  admin: path('/admin'),
  organisations: path('/admin/organisations'),
  organisation: path('/admin/organisations/:organisation'),
  editOrganisation: path('/admin/organisations/:organisation/details'),
  invite: path('/admin/organisations/:organisation/invitations'),
  addUnit: path('/admin/organisations/:organisation/units'),
  renewInvitation: path('/admin/invitations/:invitation/renew'),
  withdrawInvitation: path('/admin/invitations/:invitation/withdraw'),
  account: path('/admin/accounts/:account'),
  endAccount: path('/admin/accounts/:account/end'),
  endMember: path('/admin/members/:membership/end'),
  resetMember: path('/admin/members/:membership/reset'),
  jobCentres: path('/admin/job-centres'),
  readiness: path('/admin/readiness'),
  makeReal: path('/admin/readiness/real'),
  shares: path('/people/:person/shares'),
  entry: path('/people/:person/entry'),
  revokeEntry: path('/people/:person/entry/revoke'),
  entryPin: path('/people/:person/entry/pin'),
  withdrawShare: path('/people/:person/shares/:share/withdraw'),
} as const
