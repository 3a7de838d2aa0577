// SPDX-License-Identifier: EUPL-1.2
// Every declared route, asked by every role: what the table of roles and routes is made of, and how it is written down.
import { declaredRoutes, type DeclaredRoute } from '#platform/http/routes.ts'
import { may, type Role, roles } from '#platform/auth/roles.ts'
import { fill, type StaffRole, type Story } from '#test/support/story.ts'
import type { Client, Response, World } from '#test/support/world.ts'
import type { Forgetting, Seen } from './undone.ts'

export const columns = ['public', ...roles, 'other organisation', 'other network'] as const
export type Column = (typeof columns)[number]

/** Who asks for what: one request of the table. */
export type Asking = {
  readonly column: Column
  readonly role: Role | 'public'
  readonly client: Client
  readonly url: string
}
export type Asked = Asking & {
  readonly status: number
  readonly cell: string
  readonly answer: Response
  readonly seen: readonly Seen[]
  readonly facts: readonly string[]
}
export type Row = { readonly route: DeclaredRoute; readonly asked: readonly Asked[] }

const staff = roles.filter((role): role is StaffRole => role !== 'person')

/** Every request that a route's row consists of. */
export function askingsOf(story: Story, { url, config }: DeclaredRoute): Asking[] {
  const { clients, nobody, ids, centreIds, foreignIds, strangeIds } = story
  const own = (role: Role) => fill(url, role === 'cpi-operator' ? centreIds : ids)
  const allowed = config.role === 'public' ? [] : staff.filter(role => may(role, config.role))
  const person = config.role === 'person' ? (['person'] as const) : []
  const elsewhere = (column: Column, values: typeof ids): Asking[] =>
    [...allowed, ...person].map(role => ({ column, role, client: clients[role], url: fill(url, values) }))
  const named = url.includes('/:')
  return [
    { column: 'public', role: 'public', client: nobody, url: fill(url, ids) },
    ...roles.map(role => ({ column: role, role, client: clients[role], url: own(role) }) as const),
    ...(named ? elsewhere('other organisation', foreignIds) : []),
    ...(named ? elsewhere('other network', strangeIds) : []),
  ]
}

/** Asks as a browser would: a reading route is opened, a changing one gets an empty form. */
export function send({ method, config }: DeclaredRoute, { client, url }: Asking): Promise<Response> {
  if (method === 'GET') return client.get(url)
  return config.upload ? client.upload(url, '', Buffer.alloc(0)) : client.post(url, {})
}

const cellOf = ({ status, location = '' }: Response): string =>
  status === 303 && /^\/(sign-in|my\/enter)(\?|$)/.test(location) ? 'sign-in' : String(status)

export async function walk(world: World, story: Story, forgetting: Forgetting): Promise<Row[]> {
  forgetting.on = true
  const rows: Row[] = []
  for (const route of declaredRoutes(world.app)) {
    const asked: Asked[] = []
    for (const asking of askingsOf(story, route)) {
      const { answer, seen, facts } = await forgetting.watch(() => send(route, asking))
      asked.push({ ...asking, status: answer.status, cell: cellOf(answer), answer, seen, facts })
    }
    rows.push({ route, asked })
  }
  forgetting.on = false
  return rows
}

/** The cells of a row; where several roles share a column, they share a cell, each named when they differ. */
export function cellsOf({ asked }: Row): Record<Column, string> {
  const cells = columns.map(column => {
    const here = asked.filter(each => each.column === column)
    const different = new Set(here.map(each => each.cell))
    const cell =
      different.size > 1 ? here.map(each => `${each.role} ${each.cell}`).join(', ') : ([...different][0] ?? '·')
    return [column, cell] as const
  })
  return Object.fromEntries(cells) as Record<Column, string>
}

export const nameOf = ({ route }: Pick<Row, 'route'>): string => `${route.method} ${route.url}`

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const INTRODUCTION = `# Who may use which route

What every role gets from every declared route, and what the same role gets with an address of another organisation of
the network or of another network. Reading routes are opened, changing routes are sent an empty form: 422 and 409 mean
that the role may and the form may not. \`sign-in\` = led to the sign-in page. \`·\` = nothing to ask: no role, or no
record in the address. The CPI operator asks for records of the job centre, everybody else for those of the cooperative.

\`role-matrix.test.ts\` compares each cell; \`UPDATE_MATRIX=1\` writes this file anew. Read the difference before you
commit it: a 403 or 404 that becomes a 200 is a decision about somebody's data.
`

export function writeTable(rows: readonly Row[]): string {
  const body = rows.map(row => line([row.route.method, `\`${row.route.url}\``, ...Object.values(cellsOf(row))]))
  return [INTRODUCTION, line(['', 'route', ...columns]), line(['-', '-', ...columns.map(() => '-')]), ...body, ''].join(
    '\n',
  )
}

/** The committed table: route → column → cell. */
export function readTable(text: string): Map<string, Record<Column, string>> {
  const lines = text.split('\n').filter(each => each.startsWith('| GET') || each.startsWith('| POST'))
  return new Map(
    lines.map(each => {
      const [method = '', url = '', ...cells] = each.slice(2, -2).split(' | ')
      const named = columns.map((column, at) => [column, cells[at] ?? ''] as const)
      return [`${method} ${url.replaceAll('`', '')}`, Object.fromEntries(named) as Record<Column, string>]
    }),
  )
}
