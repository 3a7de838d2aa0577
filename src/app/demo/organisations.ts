// SPDX-License-Identifier: EUPL-1.2
// The network of the demo region. The public bodies exist; that they take part here, and everything they do, is invented.

export type DemoOrganisation = {
  readonly name: string
  readonly kind: string
  readonly municipality: string
  readonly province: string
  readonly phone?: string
  readonly email?: string
}

const body = (name: string, kind: string, municipality: string, province: string): DemoOrganisation => ({
  name,
  kind,
  municipality,
  province,
})

export const lead = body('Regione Marche', 'leadPartner', 'Ancona', 'AN')

/** The nine partners of MIGRANT.NET, each with its share of the 870 participants. */
export const partners: readonly (DemoOrganisation & { readonly people: number })[] = [
  { ...body('ASP Ambito 9 Jesi', 'socialService', 'Jesi', 'AN'), people: 122 },
  { ...body('Comune di Ancona', 'socialService', 'Ancona', 'AN'), people: 153 },
  { ...body('Comune di Fermo', 'socialService', 'Fermo', 'FM'), people: 78 },
  { ...body('Comune di Macerata', 'socialService', 'Macerata', 'MC'), people: 96 },
  { ...body('Comune di Montedinove', 'socialService', 'Montedinove', 'AP'), people: 84 },
  { ...body('Comune di Pesaro', 'socialService', 'Pesaro', 'PU'), people: 168 },
  { ...body('Comune di Porto Recanati', 'socialService', 'Porto Recanati', 'MC'), people: 68 },
  { ...body('Comune di Porto San Giorgio', 'socialService', 'Porto San Giorgio', 'FM'), people: 54 },
  { ...body('Comune di Recanati', 'socialService', 'Recanati', 'MC'), people: 47 },
]

/** The thirteen job centres of Marche, by seat. */
export const jobCentres: readonly DemoOrganisation[] = [
  body('CPI di Ancona', 'jobCentre', 'Ancona', 'AN'),
  body('CPI di Fabriano', 'jobCentre', 'Fabriano', 'AN'),
  body('CPI di Jesi', 'jobCentre', 'Jesi', 'AN'),
  body('CPI di Senigallia', 'jobCentre', 'Senigallia', 'AN'),
  body('CPI di Ascoli Piceno', 'jobCentre', 'Ascoli Piceno', 'AP'),
  body('CPI di San Benedetto del Tronto', 'jobCentre', 'San Benedetto del Tronto', 'AP'),
  body('CPI di Fermo', 'jobCentre', 'Fermo', 'FM'),
  body('CPI di Civitanova Marche', 'jobCentre', 'Civitanova Marche', 'MC'),
  body('CPI di Macerata', 'jobCentre', 'Macerata', 'MC'),
  body('CPI di Tolentino', 'jobCentre', 'Tolentino', 'MC'),
  body('CPI di Fano', 'jobCentre', 'Fano', 'PU'),
  body('CPI di Pesaro', 'jobCentre', 'Pesaro', 'PU'),
  body('CPI di Urbino', 'jobCentre', 'Urbino', 'PU'),
]

const cooperatives = [
  'Il Girasole',
  'La Rotta',
  'Terra Comune',
  'Ponte Nuovo',
  'Le Stagioni',
  'Mare Aperto',
  'Casa Larga',
  'Passi Insieme',
]
const training = [
  'Scuola Mestieri Adriatico',
  'Officina dei Saperi',
  'Formazione Piceno',
  'Centro Studi Esino',
  'CPIA Demo Ancona',
  'CPIA Demo Pesaro',
]
const unions = ['Sportello Diritti Lavoro Ancona', 'Sportello Diritti Lavoro Macerata', 'Patronato Vallesina']
const thirdSector = [
  'Associazione Ponti',
  'Associazione Voci Migranti',
  'Rete Donne Marche',
  'Volontari del Conero',
  'Banco delle Lingue',
]
const employers = [
  'Sartoria Adria',
  'Mobilificio Foglia',
  'Cantiere Conero',
  'Agricola Musone',
  'Trattoria del Porto',
  'Calzature Tenna',
  'Lavanderia Aurora',
  'Panificio Esino',
]
const towns: readonly (readonly [string, string])[] = [
  ['Jesi', 'AN'],
  ['Ancona', 'AN'],
  ['Pesaro', 'PU'],
  ['Macerata', 'MC'],
  ['Fermo', 'FM'],
  ['Ascoli Piceno', 'AP'],
  ['Fano', 'PU'],
  ['Senigallia', 'AN'],
]

const spread = (names: readonly string[], kind: string, prefix = ''): readonly DemoOrganisation[] =>
  names.map((name, at) => body(`${prefix}${name}`, kind, ...(towns[at % towns.length] ?? (['Ancona', 'AN'] as const))))

/** Reachable on paper only: no operator has the prefix 300, and nobody owns example.org (RFC 2606). */
const reached = (given: DemoOrganisation, at: number): DemoOrganisation => {
  const address = given.name.toLowerCase().replaceAll(/[^a-z]+/g, '-')
  return Object.assign({}, given, { phone: `+39 300 05000${10 + at}`, email: `${address}@example.org` })
}

/** Thirty adherents: cooperatives, training bodies, unions, associations, employers. All invented. */
export const adherents: readonly DemoOrganisation[] = [
  ...spread(cooperatives, 'receptionProject', 'Coop. '),
  ...spread(training, 'trainingBody'),
  ...spread(unions, 'union'),
  ...spread(thirdSector, 'thirdSector'),
  ...spread(employers, 'employer'),
].map(reached)
