// SPDX-License-Identifier: EUPL-1.2
// What each kind of permit allows, as dated rows: value, valid from, source, certainty, day of the last check.
// verified: read in the law. partly: from excerpts. memory: ships as configuration, shown as "to be confirmed".
import type { CivilDate } from '#lib/civil-date.ts'

export const permitKinds = [
  'asylumRequest',
  'refugee',
  'subsidiary',
  'specialProtection',
  'temporaryProtection',
  'specialCases',
  'family',
  'employedWork',
  'seasonal',
  'selfEmployed',
  'awaitingJob',
  'study',
  'studyJobSearch',
  'minorAge',
  'art31',
  'medicalCare',
  'calamity',
  'euLongTerm',
  'euBlueCard',
  'euFamilyMember',
  'electiveResidence',
  'tourism',
  'other',
  'unknown',
] as const
export type PermitKind = (typeof permitKinds)[number]

export type Certainty = 'verified' | 'partly' | 'memory'

export type WorkRule = {
  /** Stable name; with `from` it is the version that a verdict cites. */
  readonly id: string
  readonly kind: PermitKind
  readonly from: CivilDate
  readonly work: 'yes' | 'no' | 'limited-hours' | 'after-wait' | 'not-known'
  /** Whether the receipt of the first application already allows work. */
  readonly fromReceipt: boolean
  readonly convertible: boolean | undefined
  readonly source: string
  readonly certainty: Certainty
  readonly checkedOn: CivilDate
}

const checkedOn = '2026-11-21' as CivilDate
const day = (iso: string) => iso as CivilDate

type Row = readonly [PermitKind, string, WorkRule['work'], boolean, boolean | undefined, string, Certainty]

/** Sources: TUI = D.Lgs. 286/1998 as in force in 2026; the others are named in full. */
const rows: readonly Row[] = [
  ['refugee', '2007-01-01', 'yes', true, undefined, 'D.Lgs. 251/2007 art. 25', 'verified'],
  ['subsidiary', '2007-01-01', 'yes', true, true, 'D.Lgs. 251/2007 art. 23, 25', 'verified'],
  [
    'specialProtection',
    '2023-05-06',
    'yes',
    true,
    false,
    'D.Lgs. 25/2008 art. 32 c. 3; TUI art. 6 c. 1-bis',
    'verified',
  ],
  [
    'specialProtection',
    '2018-10-05',
    'yes',
    true,
    true,
    'D.Lgs. 25/2008 art. 32 c. 3 (prima del D.L. 20/2023)',
    'partly',
  ],
  ['specialCases', '1998-01-01', 'yes', true, true, 'TUI art. 18, 18-bis, 18-ter', 'verified'],
  ['calamity', '2018-10-05', 'yes', false, false, 'TUI art. 20-bis', 'verified'],
  [
    'temporaryProtection',
    '2022-03-04',
    'yes',
    true,
    undefined,
    'OCDPC 872/2022 art. 7; DPCM 28.3.2022 art. 2; (EU) 2025/1460',
    'verified',
  ],
  ['family', '1998-01-01', 'yes', true, undefined, 'TUI art. 30 c. 2', 'verified'],
  ['employedWork', '1998-01-01', 'yes', true, undefined, 'TUI art. 5 c. 3-bis, 22', 'verified'],
  ['seasonal', '1998-01-01', 'yes', true, undefined, 'TUI art. 5 c. 3-bis, 24', 'verified'],
  ['selfEmployed', '1998-01-01', 'yes', true, undefined, 'TUI art. 5 c. 3-bis, 26', 'verified'],
  ['awaitingJob', '1998-01-01', 'yes', true, undefined, 'TUI art. 22 c. 11', 'verified'],
  [
    'study',
    '1999-11-03',
    'limited-hours',
    false,
    true,
    'DPR 394/1999 art. 14 c. 4; INL 1074/2022; TUI art. 6 c. 1',
    'verified',
  ],
  ['studyJobSearch', '2018-07-05', 'yes', true, undefined, 'TUI art. 39-bis.1', 'verified'],
  ['minorAge', '1998-01-01', 'not-known', false, true, 'TUI art. 31, 32', 'memory'],
  ['art31', '1998-01-01', 'yes', true, true, 'TUI art. 29 c. 6, 6 c. 1-bis h', 'verified'],
  ['medicalCare', '2018-10-05', 'not-known', false, false, 'TUI art. 19 c. 2 d-bis, 6 c. 1-bis', 'memory'],
  ['euLongTerm', '2007-02-14', 'yes', true, undefined, 'TUI art. 9', 'verified'],
  ['euBlueCard', '2012-08-08', 'yes', true, undefined, 'TUI art. 27-quater; D.Lgs. 152/2023', 'verified'],
  ['euFamilyMember', '2007-04-11', 'yes', true, undefined, 'D.Lgs. 30/2007', 'memory'],
  ['electiveResidence', '1999-11-03', 'no', false, true, 'TUI art. 6 c. 1-bis', 'memory'],
  ['tourism', '1998-01-01', 'no', false, false, 'TUI art. 4', 'memory'],
]

export const workRules: readonly WorkRule[] = rows.map(
  ([kind, from, work, fromReceipt, convertible, source, certainty]) => ({
    id: `${kind}-work`,
    kind,
    from: day(from),
    work,
    fromReceipt,
    convertible,
    source,
    certainty,
    checkedOn,
  }),
)

/** The row that holds for a kind on a day: the latest that had begun. */
export function workRuleOn(kind: PermitKind, on: CivilDate): WorkRule | undefined {
  return workRules
    .filter(rule => rule.kind === kind && rule.from <= on)
    .reduce<WorkRule | undefined>((latest, rule) => (latest && latest.from > rule.from ? latest : rule), undefined)
}

export type AsylumRule = {
  readonly id: 'asylum-work-old' | 'asylum-work-transitional' | 'asylum-work-new'
  readonly start: 'appliedOn' | 'registeredOn' | 'formalisedOn'
  readonly days: number
  readonly source: string
  readonly certainty: Certainty
  readonly checkedOn: CivilDate
}

/** D.Lgs. 142/2015 art. 22: chosen by the day of the application, not by today (DL 100/2026 art. 17 c. 4). */
export const asylumRules: Readonly<Record<'old' | 'transitional' | 'new', AsylumRule>> = {
  old: {
    id: 'asylum-work-old',
    start: 'appliedOn',
    days: 60,
    source: 'D.Lgs. 142/2015 art. 22 (prima del D.L. 100/2026)',
    certainty: 'verified',
    checkedOn,
  },
  transitional: {
    id: 'asylum-work-transitional',
    start: 'registeredOn',
    days: 90,
    // DL 168/2026 moved the end of the transition; its conversion into law could not be checked.
    source: 'D.Lgs. 142/2015 art. 22 c. 1; DL 100/2026 art. 17; DL 168/2026 art. 4',
    certainty: 'partly',
    checkedOn,
  },
  new: {
    id: 'asylum-work-new',
    start: 'formalisedOn',
    days: 90,
    source: 'D.Lgs. 142/2015 art. 22 c. 1; DL 100/2026 art. 10',
    certainty: 'verified',
    checkedOn,
  },
}

/** First day of the new rules, and last day on which a registration counts as formalisation. */
export const ASYLUM_PACT_FROM = day('2026-06-12')
export const TRANSITION_UNTIL = day('2027-04-30')

// L. 296/2006 art. 1 c. 622; read in secondary pages only.
export const minimumAge = {
  id: 'minimum-age',
  years: 16,
  source: 'L. 296/2006 art. 1 c. 622',
  certainty: 'memory',
  checkedOn,
} as const

/** Rules with an open certainty, for the administrator who may confirm them. */
export const openRules: readonly { id: string; source: string; certainty: Certainty }[] = [
  ...workRules.filter(rule => rule.certainty !== 'verified'),
  ...Object.values(asylumRules).filter(rule => rule.certainty !== 'verified'),
  minimumAge,
].map(({ id, source, certainty }) => ({ id, source, certainty }))

/** Kinds whose holders may be in danger: where they are is never shown outside the organisation (TUI art. 18). */
export const hidesLocation = (kind: PermitKind): boolean => kind === 'specialCases'
