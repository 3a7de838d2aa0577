// SPDX-License-Identifier: EUPL-1.2
// What an accepted package says beyond identity and contacts, as statements of the job centre's own record: the permit,
// languages, schooling, work, wishes and limits. So the file stays complete when the access ends, and nobody retypes it.
import type { CivilDate } from '#lib/civil-date.ts'
import { documentTypes, type NewPermit, type PermitData, permitKinds, type Provenance } from '#registry/index.ts'
import { type Accepted, type Cefr, cefr, type OwnWords, parsePartial, schoolLevels } from '#skills/index.ts'
import type { FieldName, FieldValue } from './field.ts'
import { correctedBy } from './outcome.ts'
import type { CorrectionSource, KeptField } from './review.ts'

export type Answered = {
  readonly kept: readonly KeptField[]
  readonly sender: string
  readonly sources: ReadonlyMap<number, CorrectionSource>
  readonly today: CivilDate
}

const text = (value: FieldValue, part: string): string | undefined => {
  const found = value[part]
  return found === undefined || found === '' ? undefined : String(found)
}
const list = (value: FieldValue, part: string): string[] => text(value, part)?.split(',') ?? []
const day = (value: FieldValue, part: string) => text(value, part) as CivilDate | undefined
const level = (value: FieldValue, part: string): Cefr | undefined => cefr.find(each => each === text(value, part))
const whole = (value: FieldValue, part: string): number | undefined => {
  const found = text(value, part)
  return found === undefined || !/^\d+$/.test(found) ? undefined : Number(found)
}
const clock = (value: FieldValue, part: string): number | undefined => {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text(value, part) ?? '')
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined
}

type Told<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}
const told = <T extends Record<string, unknown>>(parts: T): Told<T> =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Told<T>

/** Words that the centre typed are Italian; those of a package say their language. */
function words(value: FieldValue | undefined, part: string): OwnWords | undefined {
  const said = value && text(value, part)
  return said === undefined ? undefined : { text: said, lang: (value && text(value, 'lang')) ?? 'it' }
}

/** Her own words, and beside them in Italian what the centre corrected. */
function bothWords(own: OwnWords | undefined, title: OwnWords | undefined): OwnWords | undefined {
  return own && title ? { ...own, italian: title.text } : (own ?? title)
}

function provenanceOf({ corrected, field }: KeptField, { sender, sources, today }: Answered) {
  const source = sources.get(field.position)
  if (corrected && source) {
    const { level: proved, saidBy } = correctedBy[source]
    return { level: proved, saidBy: saidBy === 'person' ? 'person' : 'operator', saidOn: today } as const
  }
  const { level: proved, saidBy, interpreted, on } = field.provenance
  const speaker = interpreted ? 'interpreter' : saidBy === 'person' ? 'person' : 'operator'
  return { level: proved, saidBy: speaker, saidOn: on as CivilDate, source: sender } as const
}

/** A corrected level stands for speaking; what the package said of speaking gives way to it. */
function dimensions({ value, corrected }: KeptField) {
  const known = {
    listening: level(value, 'listening'),
    reading: level(value, 'reading'),
    writing: level(value, 'writing'),
  }
  return corrected
    ? told({ ...known, interaction: level(value, 'level') })
    : told({
        ...known,
        interaction: level(value, 'interaction') ?? level(value, 'speaking') ?? level(value, 'level'),
        production: level(value, 'production'),
      })
}

function contentOf(each: KeptField, own: OwnWords | undefined): Pick<Accepted, 'kind' | 'content'> | undefined {
  const { value } = each
  const title = words(value, 'title')
  switch (each.name) {
    case 'language':
      return {
        kind: 'language',
        content: { language: text(value, 'language') ?? 'it', dimensions: dimensions(each), learnt: [] },
      }
    case 'schooling': {
      const school = schoolLevels.find(known => known === text(value, 'level'))
      const [years, from, until] = [whole(value, 'years'), whole(value, 'from'), whole(value, 'until')]
      const parts = { completed: text(value, 'completed'), country: text(value, 'country'), title, years, from, until }
      return school && { kind: 'schooling', content: { level: school, ...told(parts) } }
    }
    case 'experience':
    case 'experience-words': {
      const period = told({
        from: parsePartial(text(value, 'from') ?? ''),
        until: parsePartial(text(value, 'to') ?? ''),
      })
      const parts = { words: bothWords(own, title), place: text(value, 'place'), country: text(value, 'country') }
      // Whether she still works there is not in a package: undeclared work is nobody's "open employment".
      return {
        kind: 'experience',
        content: { pictures: list(value, 'pictures'), ...told(parts), period: { ...period, ongoing: false } },
      }
    }
    case 'licence':
      return {
        kind: 'ability',
        content: { pictures: [], learnt: [], licences: list(value, 'codes'), ...told({ words: title }) },
      }
    case 'wish':
    case 'wish-words': {
      const parts = { words: bothWords(own, title), hours: text(value, 'hours'), start: text(value, 'start') }
      return { kind: 'wish', content: { aims: list(value, 'aims'), pictures: list(value, 'pictures'), ...told(parts) } }
    }
    case 'constraint': {
      const parts = { earliest: clock(value, 'earliest'), latest: clock(value, 'latest'), words: title }
      return {
        kind: 'constraint',
        content: { days: list(value, 'days'), mobility: list(value, 'mobility'), ...told(parts) },
      }
    }
    default:
      return undefined
  }
}

const wordsOf: Readonly<Partial<Record<FieldName, FieldName>>> = { experience: 'experience-words', wish: 'wish-words' }

/** Statements on languages, schooling, work, wishes and limits. Own words go to the entry they were said of. */
export function profileStatementsFor(answered: Answered): readonly Accepted[] {
  const { kept } = answered
  const ownOf = (each: KeptField): KeptField | undefined =>
    kept.find(
      other => other.name === wordsOf[each.name] && text(other.field.value, 'n') === text(each.field.value, 'n'),
    )
  const taken = new Set(kept.flatMap(each => ownOf(each)?.field.position ?? []))
  return kept.flatMap(each => {
    if (taken.has(each.field.position)) return []
    const isWords = each.name === 'experience-words' || each.name === 'wish-words'
    const said = isWords ? each : ownOf(each)
    const content = contentOf(each, words(said?.value, 'text'))
    return content ? [{ ...provenanceOf(each, answered), ...content } as Accepted] : []
  })
}

/** The permit as the centre keeps it; nothing where the package has none or it was refused. */
export function permitFor({ kept, sender, sources }: Answered): NewPermit | undefined {
  const permit = kept.find(each => each.name === 'permit')
  if (!permit) return undefined
  const { value, field } = permit
  const asylum = {
    appliedOn: day(value, 'applied'),
    registeredOn: day(value, 'registered'),
    formalisedOn: day(value, 'formalised'),
    cui: text(value, 'cui'),
    detained: value['detained'] === 'yes',
    accelerated: value['accelerated'] === 'yes',
  }
  const isAsylum = Object.values(asylum).some(part => part !== undefined && part !== false)
  const questura = text(value, 'questura')
  const data: PermitData = {
    // A package sent before types were in it: a permit where an office issued it, else "another measure".
    documentType: documentTypes.find(type => type === whole(value, 'type')) ?? (questura ? 1 : 6),
    kind: permitKinds.find(kind => kind === text(value, 'kind')) ?? 'unknown',
    number: text(value, 'number'),
    questura,
    issuedOn: day(value, 'issued'),
    expiresOn: day(value, 'expires'),
    renewalAskedOn: day(value, 'renewal'),
    ...(isAsylum && { asylum }),
  }
  const source = sources.get(field.position)
  const provenance: Provenance =
    permit.corrected && source
      ? correctedBy[source]
      : {
          level: field.provenance.level,
          saidBy: 'organisation',
          source: sender,
          interpreted: field.provenance.interpreted,
        }
  return { data, provenance }
}

/** Corrections that no statement can hold: a level of a language that is none. */
export const unkeepableLevels = (kept: readonly KeptField[]): readonly KeptField[] =>
  kept.filter(each => each.corrected && each.name === 'language' && level(each.value, 'level') === undefined)
