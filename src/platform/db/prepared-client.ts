// SPDX-License-Identifier: EUPL-1.2
// Planning a query behind Row-Level Security costs more than running it: the policies are part of every plan. Statements
// that come again are prepared once for each connection, so that the database keeps their plans. Statements asked for at
// one time leave together, in one write.
import pg from 'pg'

/** Lists and multi-row inserts of every length would fill the server with plans that never come again. */
const MAX_PARAMETERS = 40
const MAX_STATEMENTS = 1000

const names = new Map<string, string>()

/** The name under which a statement is prepared; undefined when it is better not to. */
function nameOf(text: string, parameters: number): string | undefined {
  if (parameters > MAX_PARAMETERS) return undefined
  const known = names.get(text)
  if (known !== undefined || names.size >= MAX_STATEMENTS) return known
  const name = `nc${names.size}`
  names.set(text, name)
  return name
}

type Query = typeof pg.Client.prototype.query
/** What a description of it would become; the client copies descriptions property by property. */
type NamedQuery = pg.Query & {
  name?: string | undefined
  callback?: (error: Error | null, result: unknown) => void
}
type Corkable = { readonly connection: { readonly stream: { cork(): void; uncork(): void } } }

export class PreparedClient extends pg.Client {
  #isGathering = false

  constructor(config?: pg.ClientConfig) {
    super({ ...config, pipeline: true } as pg.ClientConfig)
  }

  override query = ((text: unknown, values?: unknown, ...rest: unknown[]) => {
    this.#gather()
    const run = pg.Client.prototype.query.bind(this) as (...args: unknown[]) => unknown
    if (typeof text !== 'string' || typeof values === 'function' || rest.length > 0) return run(text, values, ...rest)
    const name = Array.isArray(values) ? nameOf(text, values.length) : undefined
    // The client's own promises tie each query to the next one: none is freed before the whole heap is searched.
    return new Promise((resolve, reject) => {
      const query: NamedQuery = new pg.Query(text, values as unknown[])
      query.name = name
      query.callback = (error, result) => (error ? reject(error) : resolve(result))
      run(query)
    })
  }) as Query

  /** Holds back what is written until everything that is ready to run has run. */
  #gather(): void {
    if (this.#isGathering) return
    this.#isGathering = true
    const { stream } = (this as unknown as Corkable).connection
    stream.cork()
    process.nextTick(() => {
      this.#isGathering = false
      stream.uncork()
    })
  }
}
