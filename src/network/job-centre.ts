// SPDX-License-Identifier: EUPL-1.2
// Which job centre is competent for whom: decided by the municipality of domicile. Only what a source says is listed;
// a municipality that is absent is "not known", and the operator chooses.

export type Catchment = {
  /** Belfiore code. */
  readonly municipality: string
  readonly name: string
  readonly jobCentre: string
  readonly source: string
}

const SEATS = 'Regione Marche, comunicato del 15 ottobre 1999 (13 bacini)'
const AMANDOLA = 'Provincia di Fermo: sportello di Amandola'
const MATELICA = 'Stampa locale: sportello di Matelica del CPI di Tolentino'
const TOLENTINO = 'Stampa locale: Centro per l’impiego di Tolentino'

const rows: readonly (readonly [code: string, name: string, jobCentre: string, source: string])[] = [
  ['A271', 'Ancona', 'Ancona', SEATS],
  ['D451', 'Fabriano', 'Fabriano', SEATS],
  ['E388', 'Jesi', 'Jesi', SEATS],
  ['I608', 'Senigallia', 'Senigallia', SEATS],
  ['A462', 'Ascoli Piceno', 'Ascoli Piceno', SEATS],
  ['H769', 'San Benedetto del Tronto', 'San Benedetto del Tronto', SEATS],
  ['D542', 'Fermo', 'Fermo', SEATS],
  ['A252', 'Amandola', 'Fermo', AMANDOLA],
  ['F493', 'Montefalcone Appennino', 'Fermo', AMANDOLA],
  ['F509', 'Montefortino', 'Fermo', AMANDOLA],
  ['F549', 'Montelparo', 'Fermo', AMANDOLA],
  ['I315', 'Santa Vittoria in Matenano', 'Fermo', AMANDOLA],
  ['I774', 'Smerillo', 'Fermo', AMANDOLA],
  ['C770', 'Civitanova Marche', 'Civitanova Marche', SEATS],
  ['E783', 'Macerata', 'Macerata', SEATS],
  ['L191', 'Tolentino', 'Tolentino', TOLENTINO],
  ['F051', 'Matelica', 'Tolentino', MATELICA],
  ['D429', 'Esanatoglia', 'Tolentino', MATELICA],
  ['C251', 'Castelraimondo', 'Tolentino', MATELICA],
  ['G690', 'Pioraco', 'Tolentino', MATELICA],
  ['I569', 'Sefro', 'Tolentino', MATELICA],
  ['D628', 'Fiuminata', 'Tolentino', MATELICA],
  ['D488', 'Fano', 'Fano', SEATS],
  ['G479', 'Pesaro', 'Pesaro', SEATS],
  ['L500', 'Urbino', 'Urbino', SEATS],
]

/** What is verified of the catchments in Marche (domain reference §3.7): the 13 seats and 12 other municipalities. */
export const marcheCatchments: readonly Catchment[] = rows.map(([municipality, name, jobCentre, source]) => ({
  municipality,
  name,
  jobCentre,
  source,
}))

/** The 13 job centres of Marche, by province. */
export const marcheJobCentres: readonly string[] = [...new Set(marcheCatchments.map(each => each.jobCentre))]

/** "Centro per l'impiego di Jesi" and "CPI Jesi" both mean the one in Jesi. */
export function jobCentrePlace(organisationName: string): string | undefined {
  const plain = (text: string) => text.normalize('NFC').toLowerCase().replace(/[’']/g, '’').trim()
  const place = plain(organisationName).replace(/^(?:centro per l’impiego|c\.?p\.?i\.?)\s+(?:di\s+)?/, '')
  return marcheJobCentres.find(each => plain(each) === place)
}

/** The catchments that are known for a job centre by its name. */
export const knownCatchments = (organisationName: string): readonly Catchment[] => {
  const place = jobCentrePlace(organisationName)
  return place === undefined ? [] : marcheCatchments.filter(each => each.jobCentre === place)
}
