// SPDX-License-Identifier: EUPL-1.2
// Who fits what, both ways round, with its log. Nothing is decided here: an order with its reasons, for somebody who
// decides (AI Act art. 14, GDPR art. 22).
import type { PersonId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { getPerson, workVerdictOf } from '#registry/index.ts'
import { profileOf } from '#skills/index.ts'
import { digestOf, inputsDigest } from './matching/digest.client.ts'
import type { Additions } from './matching/additions.ts'
import { type Explained, Explainer } from './matching/explain.ts'
import type { Hit } from './matching/hit.ts'
import { type Fit, fitOf, type Query, queryOf } from './matching/query.ts'
import { type PersonFile, seekerOf } from './matching/seeker-of.ts'
import type { Seeker } from './matching/seeker.ts'
import { currentWeights as weights } from './matching/weights.ts'
import { logRanking, rankable } from './ranking.store.ts'
import { refuse } from './refusals.ts'
import { entriesOf } from './vacancy.store.ts'
import { writtenIn } from './vacancy-feed.store.ts'
import { searchVacancies } from './vacancy-search.act.ts'
import type { Asked } from './vacancy-search.store.ts'
import { essentialSkillsOf, vocabularyFrom } from './vocabulary.store.ts'

/** Within her own municipality no time is lost; how long it takes to others is not known here. */
const AT_HOME_MINUTES = 15

async function fileOf(tx: Tx, id: PersonId): Promise<PersonFile> {
  const [person, profile] = await Promise.all([getPerson(tx, id), profileOf(tx, id)])
  const { municipality } = person
  return {
    person,
    profile,
    work: await workVerdictOf(tx, person),
    reach: municipality === undefined ? {} : { [municipality]: AT_HOME_MINUTES },
  }
}

/** What a ranking may know of people, as far as my organisation may read it. */
async function seekersOf(tx: Tx, people: readonly PersonId[]): Promise<readonly Seeker[]> {
  const files = await Promise.all(people.map(person => fileOf(tx, person)))
  const occupations = files.flatMap(({ profile }) => profile.experiences.flatMap(each => each.occupation?.uri ?? []))
  const essential = await essentialSkillsOf(tx, occupations)
  return files.map(file => seekerOf(file, uri => essential.get(uri) ?? [], scopeOf(tx).today))
}

export type RankedVacancies = {
  /** Of the ranking in the log. */
  readonly id: string
  readonly query: Query
  readonly hits: readonly Hit[]
}

/**
 * The open vacancies of the network that suit a person best: few of one occupation, so that a list shows what else she could
 * do, or all of the occupation named.
 */
export async function vacanciesFor(tx: Tx, person: PersonId, asked: Asked): Promise<RankedVacancies> {
  if ((await rankable(tx, [person])).length === 0) refuse('ranking.not-readable', {})
  const [vocabulary, [seeker]] = await Promise.all([vocabularyFrom(tx), seekersOf(tx, [person])])
  const query = queryOf(seeker as Seeker, vocabulary, weights)
  const { hits, form, written } = await searchVacancies(tx, query, asked)
  const id = logRanking(tx, {
    ...(asked.occupation === undefined ? {} : { occupation: asked.occupation }),
    asked: asked.k,
    found: hits.length,
    vocabulary: vocabulary.version,
    weights: weights.version,
    written,
    form,
    people: [
      {
        person,
        inputs: inputsDigest(query.seeker, vocabulary, weights),
        answer: digestOf(hits.map(({ vacancy, total }) => [vacancy, total])),
      },
    ],
  })
  return { id, query, hits }
}

export type ExplainedVacancy = Explained & { readonly vacancy: string; readonly lift: Additions | undefined }

/** Why each of some vacancies stands where it stands for a person, and what would lift it to `threshold` points. */
export async function explained(
  tx: Tx,
  query: Query,
  vacancies: readonly string[],
  threshold: number,
): Promise<readonly ExplainedVacancy[]> {
  const entries = await entriesOf(tx, vacancies, query.vocabulary.version)
  const explainer = new Explainer(query)
  return vacancies.flatMap(id => {
    const entry = entries.get(id)
    if (!entry) return []
    const { vacancy, shares } = entry
    const told = explainer.explain(vacancy, shares)
    return [{ ...told, vacancy: id, lift: explainer.additionsFor(vacancy, shares, threshold) }]
  })
}

export type RankedPerson = Fit & { readonly person: PersonId; readonly verdict: 'yes' | 'unknown' }
export type RankedPeople = {
  readonly id: string
  readonly people: readonly RankedPerson[]
  /** How many were looked at: everybody whose work history my organisation may read. */
  readonly considered: number
}

/** So many files are read at a time. */
const AT_ONCE = 50

/**
 * The k people of my organisation's files whom a vacancy suits best: the same points as in the other direction. Among equals
 * who was registered first has waited longest. Whom a condition rules out is not among them and stands in the log.
 */
export async function peopleFor(tx: Tx, vacancy: string, k: number): Promise<RankedPeople> {
  const [vocabulary, written, everybody] = await Promise.all([vocabularyFrom(tx), writtenIn(tx), rankable(tx)])
  const entry = (await entriesOf(tx, [vacancy], vocabulary.version)).get(vacancy)
  if (!entry) return refuse('vacancy.not-found', { id: vacancy })
  const scored: { person: PersonId; inputs: Buffer; verdict: 'yes' | 'no' | 'unknown'; fit: Fit }[] = []
  for (let from = 0; from < everybody.length; from += AT_ONCE) {
    const some = everybody.slice(from, from + AT_ONCE)
    for (const [at, seeker] of (await seekersOf(tx, some)).entries()) {
      const query = queryOf(seeker, vocabulary, weights)
      scored.push({
        person: some[at] as PersonId,
        inputs: inputsDigest(seeker, vocabulary, weights),
        verdict: query.verdict(entry.vacancy.requirement),
        fit: fitOf(query, entry.vacancy, entry.shares),
      })
    }
  }
  const people = scored
    .flatMap(({ person, verdict, fit }) => (verdict === 'no' ? [] : [{ ...fit, person, verdict }]))
    .sort((a, b) => b.total - a.total)
    .slice(0, k)
  const id = logRanking(tx, {
    vacancy,
    asked: k,
    found: people.length,
    vocabulary: vocabulary.version,
    weights: weights.version,
    written,
    form: 'database',
    people: scored.map(({ person, inputs, verdict, fit }) => ({
      person,
      inputs,
      answer: digestOf({ verdict, total: fit.total }),
    })),
  })
  return { id, people, considered: scored.length }
}
