// SPDX-License-Identifier: EUPL-1.2
// What other slices may use of the network.

/** Adds an organisation: row, card for sessions, key for the ledger, known municipalities of a job centre. */
export { addOrganisation, type NewOrganisation } from './add-organisation.store.ts'
/** Founds a network with its leading organisation and first administrator, for the demo and the command line. */
export { type ChosenAccount, type Founded, foundNetwork, type NewNetwork } from './founding.store.ts'
/** The job centre competent for a municipality of domicile (Belfiore code); undefined = not known, somebody chooses. */
export { assignCatchments, catchmentsIn, jobCentreFor } from './job-centre.store.ts'
export { marcheCatchments, marcheJobCentres } from './job-centre.ts'
export { paths } from './network.paths.ts'
/** The organisations of the network, one of them, and its operating units. */
export { addUnit, getOrganisation, organisationsIn, unitsIn } from './organisation.store.ts'
export {
  type Organisation,
  type OrganisationKind,
  organisationKinds,
  rolesIn,
  type StaffRole,
  type Unit,
} from './organisation.ts'
/** Shows groups of a person's file to another organisation, lists and withdraws what is shown. */
export { isKeeper, sharesOf, shareWith, withdraw } from './share.store.ts'
export { isRestricted, LONGEST_MONTHS, type NewShare, type Share, sharePurposes, usualGroups } from './share.ts'
