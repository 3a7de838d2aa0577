// SPDX-License-Identifier: EUPL-1.2
// From the filled-in registration form to a new person: what the single fields cannot know of each other.
import type { CivilDate } from '#lib/civil-date.ts'
import { civilDate } from '#lib/civil-date.ts'
import type { Birth, EntryProblem, Place, Typed } from './entry.ts'
import type { PermitData } from './permit.ts'
import type { PermitKind } from './permit-kind.ts'
import type { NewPerson, Provenance, Sex, ContactRule } from './person.ts'
import { movesFreely } from './state-codes.ts'
import type { Level } from './statement.ts'

const filled = (typed: Typed, name: string) => String(typed[name] ?? '').trim() !== ''

/** The three boxes of a date: a day, nothing typed, or a problem. */
export function typedDate(typed: Typed, name: string): CivilDate | undefined | 'invalid' {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map(part =>
    String(typed[`${name}-${part}`] ?? '').trim(),
  )
  if (day === '' && month === '' && year === '') return undefined
  if (!/^\d{4}$/.test(year)) return 'invalid'
  return civilDate(Number(year), Number(month), Number(day)) ?? 'invalid'
}

/** All problems of the form at once: those of single fields, and those between them. */
export function registrationProblems(
  errors: readonly EntryProblem[] | undefined,
  typed: Typed,
  birth: Birth,
  place: Place,
): EntryProblem[] {
  const found = [...(errors ?? [])]
  if (!filled(typed, 'familyName') && !filled(typed, 'givenName'))
    found.push({ field: 'familyName', code: 'name.required' })
  if (birth.problem !== undefined) found.push({ field: 'birth', code: birth.problem })
  if (place.problem) found.push(place.problem)
  const expiresOn = typedDate(typed, 'expiresOn')
  if (expiresOn === 'invalid') found.push({ field: 'expiresOn', code: 'date.invalid' })
  else if (expiresOn && expiresOn < '2000-01-01') found.push({ field: 'expiresOn', code: 'permit.expiresOn.too-early' })
  else if (expiresOn === '2099-12-31') found.push({ field: 'expiresOn', code: 'permit.expiresOn.only-permanent' })
  const citizenship = String(typed['citizenship'] ?? '')
  if (filled(typed, 'permitKind') && movesFreely(citizenship)) {
    found.push({ field: 'permitKind', code: 'permit.kind.free-movement' })
  }
  return found
}

export type RegistrationForm = {
  readonly familyName?: string | undefined
  readonly givenName?: string | undefined
  readonly nativeName?: string | undefined
  readonly nativeLang?: string | undefined
  readonly usedName?: string | undefined
  readonly sex?: Sex | undefined
  readonly citizenship?: string | undefined
  readonly taxCode?: string | undefined
  readonly phone?: string | undefined
  readonly safeContact?: ContactRule | undefined
  readonly permitKind?: PermitKind | undefined
  readonly level: Level
  readonly interpreted: boolean
}

export const provenanceFrom = ({
  level,
  interpreted,
}: Pick<RegistrationForm, 'level' | 'interpreted'>): Provenance => ({
  level,
  saidBy: level === 'documented' ? 'document' : interpreted ? 'interpreter' : 'person',
  interpreted: interpreted && level === 'declared',
})

export function newPersonFrom(form: RegistrationForm, birth: Birth, municipality: string | undefined): NewPerson {
  const { familyName, givenName, nativeName, nativeLang, usedName, sex, citizenship, taxCode, phone, safeContact } =
    form
  const said = {
    familyName,
    givenName,
    nativeName,
    nativeLang,
    usedName,
    sex,
    citizenship,
    taxCode,
    phone,
    safeContact,
  }
  const born =
    birth.problem === undefined && birth.date ? { birthDate: birth.date, birthPrecision: birth.precision } : {}
  const taxCodeKind = taxCode ? (/^\d{11}$/.test(taxCode) ? ('provisional' as const) : ('final' as const)) : undefined
  const permit = permitFrom(form)
  return { ...said, ...born, taxCodeKind, municipality, permit, provenance: provenanceFrom(form), origin: 'form' }
}

// At intake a paper is a kind and a date; type, number and questura are asked on the page of permits.
function permitFrom(form: RegistrationForm): PermitData | undefined {
  const expiresOn = typedDate(form as Typed, 'expiresOn')
  if (!form.permitKind && !expiresOn) return undefined
  const kind = form.permitKind ?? 'unknown'
  return { documentType: 1, kind, expiresOn: expiresOn === 'invalid' ? undefined : expiresOn }
}
