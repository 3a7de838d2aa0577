// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

export const paths = {
  inbox: path('/cpi'),
  handover: path('/people/:person/handover'),
  personCpi: path('/people/:person/cpi'),
  takeCorrection: path('/people/:person/cpi/corrections'),
  withdraw: path('/people/:person/cpi/withdrawal'),
  package: path('/cpi/packages/:package'),
  returnPackage: path('/cpi/packages/:package/return'),
  did: path('/cpi/packages/:package/did'),
  pact: path('/cpi/packages/:package/pact'),
  sap: path('/cpi/packages/:package/sap.xml'),
}
