// SPDX-License-Identifier: EUPL-1.2
// The log of rankings, and whom my organisation may rank at all.
import { sql } from 'kysely'
import { newId, type PersonId } from '#lib/ids.ts'
import { insertTogether, rowsFor } from '#platform/db/insert-rows.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'

export type Ranking = {
  /** The vacancy that people were ranked for; undefined when vacancies were ranked for a person. */
  readonly vacancy?: string
  /** The occupation whose vacancies were ranked; undefined when those of all were. */
  readonly occupation?: string
  readonly asked: number
  readonly found: number
  readonly vocabulary: string
  readonly weights: string
  readonly written: number
  readonly form: 'memory' | 'database'
  readonly people: readonly { readonly person: PersonId; readonly inputs: Buffer; readonly answer: Buffer }[]
}

/** Writes down that a ranking was made, and of whom. In the transaction of the ranking: no log, no ranking. */
export function logRanking(tx: Tx, { people, vacancy, occupation, ...ranking }: Ranking): string {
  const { network, organisation, account, now } = scopeOf(tx)
  const id: string = newId()
  const place = { network_id: network, organisation_id: organisation }
  const bytes = (digest: Buffer) => `\\x${digest.toString('hex')}` as unknown as Buffer
  insertTogether(tx, [
    rowsFor('placements_ranking', [
      {
        ...place,
        id,
        account_id: account ?? null,
        made_at: now,
        vacancy_id: vacancy ?? null,
        occupation_uri: occupation ?? null,
        ...ranking,
      },
    ]),
    rowsFor(
      'placements_ranked',
      people.map(({ person, inputs, answer }) =>
        Object.assign({ ranking_id: id, person_id: person, inputs: bytes(inputs), answer: bytes(answer) }, place),
      ),
    ),
  ])
  return id
}

/** People whose work history my organisation may read, those who have waited longest first; of all, or of those named. */
export async function rankable(tx: Tx, among?: readonly PersonId[]): Promise<readonly PersonId[]> {
  const { network, organisation, today } = scopeOf(tx)
  const { rows } = await sql<{ person_id: PersonId }>`select p.person_id from registry_person p
    where exists (select from platform_grant g where g.person_id = p.person_id and g.network_id = ${network}
        and g.organisation_id = ${organisation} and 'work_history' = any (g.field_groups)
        and g.valid_from <= ${today}::date and (g.valid_until is null or g.valid_until >= ${today}::date)
        and g.revoked_on is null)
      ${among === undefined ? sql`` : sql`and p.person_id = any (${[...among]}::uuid[])`}
    order by p.registered_on, p.person_id`.execute(tx)
  return rows.map(row => row.person_id)
}

export type LoggedRanking = {
  readonly madeAt: string
  readonly vacancy: string | null
  readonly occupation: string | null
  readonly asked: number
  readonly vocabulary: string
  readonly weights: string
  readonly inputs: string
  readonly answer: string
}

/** Every ranking of a person that my organisation may see, the latest first. */
export async function rankingsOf(tx: Tx, person: PersonId): Promise<readonly LoggedRanking[]> {
  const rows = await tx
    .selectFrom('placements_ranked as p')
    .innerJoin('placements_ranking as r', join =>
      join.onRef('r.network_id', '=', 'p.network_id').onRef('r.id', '=', 'p.ranking_id'),
    )
    .select([
      'r.made_at',
      'r.vacancy_id',
      'r.occupation_uri',
      'r.asked',
      'r.vocabulary',
      'r.weights',
      'p.inputs',
      'p.answer',
    ])
    .where('p.person_id', '=', person)
    .orderBy('r.made_at', 'desc')
    .orderBy('r.id', 'desc')
    .execute()
  return rows.map(({ made_at, vacancy_id, occupation_uri, asked, vocabulary, weights, inputs, answer }) => ({
    madeAt: made_at,
    vacancy: vacancy_id,
    occupation: occupation_uri,
    asked,
    vocabulary,
    weights,
    inputs: inputs.toString('hex'),
    answer: answer.toString('hex'),
  }))
}
