// SPDX-License-Identifier: EUPL-1.2
// Anybody may check the search: a list of queries, each with the address of the concept that is right, and the usual two
// figures. Several lines with one query name several right answers.

export type Question = { readonly query: string; readonly right: ReadonlySet<string> }
export type Evaluation = {
  readonly queries: number
  readonly mrr: number
  readonly success: Readonly<Record<'1' | '5' | '10', number>>
  readonly nothing: number
  readonly missed: readonly string[]
}

const queryColumns = ['query', 'text', 'label', 'title', 'description']
const uriColumns = ['uri', 'uris', 'concepturi', 'esco', 'escouri', 'esco_uri', 'gold']

/** @returns undefined when the heading names no query or no uri */
export function questionsIn(records: readonly (readonly string[])[]): readonly Question[] | undefined {
  const heading = (records[0] ?? []).map(name =>
    name
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase(),
  )
  const [query, uri] = [queryColumns, uriColumns].map(names => heading.findIndex(name => names.includes(name)))
  if (query === undefined || uri === undefined || query < 0 || uri < 0) return undefined
  const found = new Map<string, Set<string>>()
  for (const record of records.slice(1)) {
    const text = record[query]?.trim() ?? ''
    const uris = (record[uri] ?? '').split(/[\s|;,]+/).filter(Boolean)
    if (text === '' || uris.length === 0) continue
    const right = found.get(text) ?? new Set<string>()
    for (const each of uris) right.add(each)
    found.set(text, right)
  }
  return [...found].map(([text, right]) => ({ query: text, right }))
}

/** @param answers the addresses found for each question, best first, in the order of the questions */
export function evaluate(questions: readonly Question[], answers: readonly (readonly string[])[]): Evaluation {
  const places = questions.map(({ right }, at) => (answers[at] ?? []).findIndex(uri => right.has(uri)))
  const share = (count: number) => Math.round((1000 * count) / Math.max(1, questions.length)) / 1000
  const within = (limit: number) => share(places.filter(place => place >= 0 && place < limit).length)
  return {
    queries: questions.length,
    mrr: share(places.reduce((sum, place) => sum + (place < 0 ? 0 : 1 / (place + 1)), 0)),
    success: { '1': within(1), '5': within(5), '10': within(10) },
    nothing: share(questions.filter((_, at) => (answers[at] ?? []).length === 0).length),
    missed: questions.flatMap(({ query }, at) => ((places[at] ?? -1) < 0 || (places[at] ?? -1) >= 5 ? [query] : [])),
  }
}
