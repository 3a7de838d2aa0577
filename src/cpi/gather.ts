// SPDX-License-Identifier: EUPL-1.2
// From what the sender's file holds to the fields of a package, each with its provenance. Reading only: nothing is
// rounded, completed or improved on the way.
import { type CivilDate, dayInRome, type Instant } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Permit, Person, Statement } from '#registry/index.ts'
import type { Profile } from '#skills/index.ts'
import type { FieldName, FieldValue, Proposal, Provenance } from './field.ts'

/** Names of things that the file holds as codes. */
export type Names = {
  municipality(belfiore: string): string | undefined
  state(iso3: string): { readonly istat?: string | undefined } | undefined
  /** ISO code of the state that a Belfiore code of birth names; nothing for an Italian municipality. */
  stateOfBirth(belfiore: string): string | undefined
  organisation(id: string): string
}

export type PlanSummary = {
  readonly agreedOn?: CivilDate | undefined
  readonly measures: readonly {
    readonly kind: string
    readonly title?: string | undefined
    readonly planned: Minutes
    readonly signed: Minutes
  }[]
}

export type File = {
  readonly person: Person
  readonly statements: readonly Statement[]
  readonly permit?: Permit | undefined
  readonly profile?: Profile | undefined
  readonly plan?: PlanSummary | undefined
  readonly names: Names
  readonly own: string
  /** She may be in danger where she is: neither address nor municipality leaves, the centre asks her (TUI art. 18). */
  readonly hidesLocation: boolean
  readonly today: CivilDate
}

type Value = Readonly<Record<string, string | number | undefined>>

/** Leaves out the parts that nobody said. */
function told(value: Value): FieldValue {
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== '',
  )
  return Object.fromEntries(entries)
}

/** The statement behind the value that holds today: the latest that said exactly this. */
function provenanceOf({ statements, names, own, person }: File, field: Statement['field'], value: string): Provenance {
  const said = statements.filter(statement => statement.field === field && statement.value === value)
  const latest = said.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]
  if (!latest)
    return { level: 'declared', saidBy: 'operator', writtenBy: own, on: person.registeredOn, interpreted: false }
  return {
    level: latest.level,
    saidBy: latest.saidBy,
    ...(latest.source && { source: latest.source }),
    writtenBy: names.organisation(latest.writtenBy),
    on: dayInRome(latest.at),
    interpreted: latest.interpreted,
  }
}

/** A field made of one datum of the file, with the statement that it rests on. */
function fromStatement(
  file: File,
  name: FieldName,
  field: Statement['field'],
  value: (text: string) => Value,
): Proposal[] {
  const text = (file.person as unknown as Readonly<Record<string, string | undefined>>)[field]
  return text === undefined || text === ''
    ? []
    : [{ name, value: told(value(text)), provenance: provenanceOf(file, field, text) }]
}

function identity(file: File): Proposal[] {
  const { person, names } = file
  const plain = (text: string) => ({ text })
  return [
    ...fromStatement(file, 'family-name', 'familyName', plain),
    ...fromStatement(file, 'given-name', 'givenName', plain),
    ...fromStatement(file, 'birth', 'birthDate', date => ({ date, precision: person.birthPrecision })),
    ...fromStatement(file, 'birth-place', 'birthPlace', code => ({
      text: person.birthTown ?? names.municipality(code),
      country: names.stateOfBirth(code),
      belfiore: code,
    })),
    ...fromStatement(file, 'sex', 'sex', sex => ({ sex })),
    // SAP writes 000 for Italians, where ISTAT has 100.
    ...fromStatement(file, 'citizenship', 'citizenship', country => ({
      country,
      istat: country === 'ITA' ? '000' : names.state(country)?.istat,
    })),
    ...fromStatement(file, 'tax-code', 'taxCode', code => ({ code, kind: person.taxCodeKind })),
  ]
}

function contacts(file: File): Proposal[] {
  const { person, names, hidesLocation } = file
  const place = (code: string | undefined) => ({ municipality: code && names.municipality(code), belfiore: code })
  const domicile = person.municipality ? 'municipality' : 'address'
  const residence = person.residenceMunicipality ? 'residenceMunicipality' : 'residenceAddress'
  const places = () => [
    ...fromStatement(file, 'domicile', domicile, () => ({ address: person.address, ...place(person.municipality) })),
    ...fromStatement(file, 'residence', residence, () => ({
      address: person.residenceAddress,
      ...place(person.residenceMunicipality),
    })),
  ]
  return [
    ...(hidesLocation ? [] : places()),
    ...fromStatement(file, 'phone', 'phone', text => ({ text })),
    ...fromStatement(file, 'email', 'email', text => ({ text })),
  ]
}

function permitField({ permit, names, hidesLocation }: File): Proposal[] {
  if (!permit) return []
  const value = told({
    kind: permit.kind,
    number: permit.number,
    // The office that issued it says where she lives.
    questura: hidesLocation ? undefined : permit.questura,
    issued: permit.issuedOn,
    // Types 4 and 5 carry a fixed date of the national form, which is no expiry (domain 2.3).
    expires: permit.documentType === 4 || permit.documentType === 5 ? undefined : permit.expiresOn,
    // Not for reading: what the centre's own record needs, and what decides the right to work.
    type: permit.documentType,
    renewal: permit.renewalAskedOn,
    applied: permit.asylum?.appliedOn,
    registered: permit.asylum?.registeredOn,
    formalised: permit.asylum?.formalisedOn,
    cui: permit.asylum?.cui,
    detained: permit.asylum?.detained ? 'yes' : undefined,
    accelerated: permit.asylum?.accelerated ? 'yes' : undefined,
  })
  const { level, saidBy, source, writtenBy, at } = permit
  const provenance = {
    level,
    saidBy,
    ...(source && { source }),
    writtenBy: names.organisation(writtenBy),
    on: dayInRome(at),
    interpreted: false,
  }
  return [{ name: 'permit', value, provenance }]
}

type Stated = {
  readonly provenance: {
    readonly level: Provenance['level']
    readonly saidBy: string
    readonly source?: string
    readonly writtenBy: string
    readonly writtenAt: Instant
  }
}

/** Statements of the interview: the translation of an interpreter is "interpreted, not verified". */
function fromInterview(file: File, name: FieldName, stated: Stated, value: Value): Proposal {
  const { level, saidBy, source, writtenBy, writtenAt } = stated.provenance
  return {
    name,
    value: told(value),
    provenance: {
      level,
      saidBy: saidBy === 'interpreter' ? 'person' : saidBy,
      ...(source && { source }),
      writtenBy: file.names.organisation(writtenBy),
      on: dayInRome(writtenAt),
      interpreted: saidBy === 'interpreter',
    },
  }
}

type Own = { readonly text: string; readonly lang: string; readonly italian?: string } | undefined
const words = (own: Own) => own && (own.italian ?? own.text)
const joined = (codes: readonly string[] | undefined) => (codes && codes.length > 0 ? codes.join(',') : undefined)

function history(file: File, profile: Profile): Proposal[] {
  return [
    ...profile.schooling.map(school =>
      fromInterview(file, 'schooling', school, {
        level: school.level,
        title: words(school.title),
        years: school.years,
        country: school.country,
        completed: school.completed,
        from: school.from,
        until: school.until,
        lang: school.title && (school.title.italian ? 'it' : school.title.lang),
      }),
    ),
    ...profile.languages.map(skill =>
      fromInterview(file, 'language', skill, {
        language: skill.language,
        level: skill.dimensions.interaction ?? skill.dimensions.production ?? skill.dimensions.listening,
        reading: skill.dimensions.reading,
        writing: skill.dimensions.writing,
        speaking: skill.dimensions.interaction ?? skill.dimensions.production,
        listening: skill.dimensions.listening,
        interaction: skill.dimensions.interaction,
        production: skill.dimensions.production,
      }),
    ),
    // How the work was done (declared or not) never leaves: it harms her and the job centre does not need it.
    ...profile.experiences.flatMap((work, index) => [
      fromInterview(file, 'experience', work, {
        pictures: joined(work.pictures),
        place: work.place,
        country: work.country,
        from: work.period.from && isoOf(work.period.from),
        to: work.period.until && isoOf(work.period.until),
        n: index + 1,
      }),
      ...ownWords(file, 'experience-words', work, { said: work.words, n: index + 1 }),
    ]),
    ...(profile.abilities
      ? [fromInterview(file, 'licence', profile.abilities, { codes: joined(profile.abilities.licences) })]
      : []),
  ]
}

/** `n` says of which work the words are: a package lists all work first, then the words. */
function ownWords(file: File, name: FieldName, stated: Stated, { said, n }: { said?: Own; n?: number }): Proposal[] {
  const text = words(said)
  return text ? [fromInterview(file, name, stated, { text, lang: said?.italian ? 'it' : said?.lang, n })] : []
}

const isoOf = ({ year, month }: { readonly year: number; readonly month?: number }) =>
  month === undefined ? String(year) : `${year}-${String(month).padStart(2, '0')}`

const clock = (minutes: number | undefined) =>
  minutes === undefined ? undefined : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

function future(file: File, { wishes, constraints }: Profile): Proposal[] {
  const wish =
    wishes &&
    fromInterview(file, 'wish', wishes, {
      aims: joined(wishes.aims),
      pictures: joined(wishes.pictures),
      hours: wishes.hours,
      start: wishes.start,
    })
  // A constraint, not its reason: the words and the childcare answer stay with the sender.
  const limit =
    constraints &&
    fromInterview(file, 'constraint', constraints, {
      earliest: clock(constraints.earliest),
      latest: clock(constraints.latest),
      days: joined(constraints.days),
      mobility: joined(constraints.mobility),
    })
  return [
    ...(wish ? [wish] : []),
    ...(wishes ? ownWords(file, 'wish-words', wishes, { said: wishes.words }) : []),
    ...(limit ? [limit] : []),
  ]
}

function planFields({ plan, own, today }: File): Proposal[] {
  if (!plan) return []
  const base = { saidBy: 'organisation', writtenBy: own, interpreted: false } as const
  const planned = plan.measures.reduce((sum, measure) => sum + measure.planned, 0)
  const value = told({
    measures: joined([...new Set(plan.measures.map(measure => measure.kind))]),
    minutes: planned,
    agreed: plan.agreedOn,
  })
  const hours = plan.measures.filter(measure => measure.signed > 0)
  return [
    { name: 'plan', value, provenance: { ...base, level: 'documented', on: plan.agreedOn ?? today } },
    // Signed by both sides, register entry by register entry: the strongest thing a package carries.
    ...hours.map(
      (measure): Proposal => ({
        name: 'hours',
        value: told({ measures: measure.kind, title: measure.title, minutes: measure.signed }),
        provenance: { ...base, level: 'validated', saidBy: 'register', on: today },
      }),
    ),
  ]
}

/** Everything that could go, before the sender chooses. */
export function proposalsOf(file: File): readonly Proposal[] {
  const profile = file.profile
  return [
    ...identity(file),
    ...contacts(file),
    ...permitField(file),
    ...(profile ? history(file, profile) : []),
    ...(profile ? future(file, profile) : []),
    ...planFields(file),
  ].filter(({ value }) => Object.keys(value).length > 0)
}
