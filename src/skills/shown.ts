// SPDX-License-Identifier: EUPL-1.2
// What the pages of this slice need around the profile: who the person is, what can be chosen.
import type { OrganisationId, PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { formatsFor } from '#platform/ui/formats.ts'
import {
  currentPermit,
  displayName,
  getOwnPerson,
  getPerson,
  type Person,
  stateChoices,
  STATELESS,
  validUntil,
} from '#registry/index.ts'
import { isLanguage } from '#platform/i18n/catalogue.ts'
import { languageCodes } from './language-codes.ts'
import type { InterviewHeader } from './profile.ts'

export type Shown = {
  readonly id: PersonId
  readonly keeper: OrganisationId
  readonly name: string
  readonly native?: { text: string; lang?: string }
}
export type Listed = { readonly value: string; readonly label: string }
export type Lists = { readonly languages: readonly Listed[]; readonly countries: readonly Listed[] }

export function shownOf(person: Person): Shown {
  const { nativeName, nativeLang } = person
  return {
    id: person.id,
    keeper: person.keeper,
    name: displayName(person),
    ...(nativeName ? { native: { text: nativeName, ...(nativeLang ? { lang: nativeLang } : {}) } } : {}),
  }
}

/** Only the keeper of a record asks and writes: what was shared with me I read. */
export const showOwnPerson = async (tx: Tx, person: PersonId): Promise<Shown> => shownOf(await getOwnPerson(tx, person))

/** Not to be seen and not to be there are the same answer: getPerson refuses. */
export const showPerson = async (tx: Tx, person: PersonId): Promise<Shown> => shownOf(await getPerson(tx, person))

const known = new Map<string, readonly Listed[]>()

/** Languages by their names in the reader's language, sorted as that language sorts. */
function languageList(lang: string): readonly Listed[] {
  const cached = known.get(lang)
  if (cached) return cached
  const { languageName } = formatsFor(lang)
  const collator = new Intl.Collator(lang)
  const list = languageCodes
    .map(value => ({ value, label: languageName(value) }))
    .filter(({ value, label }) => label !== value)
    .sort((a, b) => collator.compare(a.label, b.label))
  known.set(lang, list)
  return list
}

/** What can be chosen in lists, named in the reader's language. One lives and works in a state: stateless is no place. */
export async function listsFor(lang: string, t: (key: string) => string): Promise<Lists> {
  const countries = await stateChoices(lang, t)
  return { languages: languageList(lang), countries: countries.filter(({ value }) => value !== STATELESS) }
}

export type Fact = { readonly label: string; readonly value: string }

/** A date of birth as far as it is known: people without papers may have only a year. */
function birthOf(person: Person, lang: string): string | undefined {
  const { birthDate, birthPrecision } = person
  if (!birthDate || birthPrecision === 'unknown') return undefined
  const { dateLong, monthName } = formatsFor(lang)
  const [year = '', month] = birthDate.split('-')
  if (birthPrecision === 'day') return dateLong(birthDate)
  return birthPrecision === 'month' ? `${monthName(Number(month))} ${year}` : year
}

/** What the file says of her, to be read aloud: name, birth, citizenship, permit. */
export async function knownFacts(tx: Tx, id: PersonId, lang: string, t: (key: string) => string): Promise<Fact[]> {
  const [person, permit] = [await getPerson(tx, id), await currentPermit(tx, id)]
  const country = (await stateChoices(lang, t)).find(({ value }) => value === person.citizenship)
  const until = permit && validUntil(permit)
  const facts: [string, string | undefined][] = [
    ['interview.known.name', displayName(person)],
    ['interview.known.birth', birthOf(person, lang)],
    ['interview.known.citizenship', country?.label ?? person.citizenship],
    ['interview.known.permit', permit && t(`permit.kind.${permit.kind}`)],
    ['interview.known.permit-until', until && formatsFor(lang).dateLong(until)],
  ]
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []))
}

/** The language to propose for the second column: that of the last interview, else that of her name. */
export async function spokenBy(tx: Tx, id: PersonId, last: InterviewHeader | undefined): Promise<{ spoken?: string }> {
  const spoken = last?.personLang ?? (await getPerson(tx, id)).nativeLang
  return isLanguage(spoken) ? { spoken } : {}
}
