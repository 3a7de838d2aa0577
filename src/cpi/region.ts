// SPDX-License-Identifier: EUPL-1.2
// Which provinces make a region, to tell a domicile in the network's region from one elsewhere. Provinces as the
// two letters of today; Sardinia with the provinces of L.R. 7/2021 beside the older South Sardinia.

const table: Readonly<Record<string, string>> = {
  abruzzo: 'AQ CH PE TE',
  basilicata: 'MT PZ',
  calabria: 'CS CZ KR RC VV',
  campania: 'AV BN CE NA SA',
  'emilia-romagna': 'BO FC FE MO PC PR RA RE RN',
  'friuli-venezia giulia': 'GO PN TS UD',
  lazio: 'FR LT RI RM VT',
  liguria: 'GE IM SP SV',
  lombardia: 'BG BS CO CR LC LO MB MI MN PV SO VA',
  marche: 'AN AP FM MC PU',
  molise: 'CB IS',
  piemonte: 'AL AT BI CN NO TO VB VC',
  puglia: 'BA BR BT FG LE TA',
  sardegna: 'CA CI NU OG OR OT SS SU VS',
  sicilia: 'AG CL CT EN ME PA RG SR TP',
  toscana: 'AR FI GR LI LU MS PI PO PT SI',
  'trentino-alto adige': 'BZ TN',
  umbria: 'PG TR',
  "valle d'aosta": 'AO',
  veneto: 'BL PD RO TV VE VI VR',
}

/** Whether a province lies in the region that the network's name names; undefined when the name names none. */
export function isInRegion(network: string, province: string): boolean | undefined {
  const name = network.normalize('NFC').toLowerCase()
  const region = Object.keys(table).find(each => name.includes(each))
  return region === undefined ? undefined : (table[region]?.split(' ').includes(province) ?? false)
}
