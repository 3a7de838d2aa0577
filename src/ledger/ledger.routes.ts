// SPDX-License-Identifier: EUPL-1.2
import type { FactId, NetworkId } from '#lib/ids.ts'
import { download, page, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { Tx } from '#platform/db/scope.ts'
import { accessesProof } from './accesses-proof.act.ts'
import { CheckPage } from './check.page.tsx'
import { FactPage } from './fact.page.tsx'
import { factProof, viewFact } from './fact.act.ts'
import { keysOfNetwork } from './keys.act.ts'
import { FactParams, NetworkQuery } from './ledger.form.ts'
import { paths } from './ledger.paths.ts'
import { refuse } from './refusals.ts'
import { allLogs, latestHead } from './tree.store.ts'
import { findingTexts, type FindingCode } from './verifier/index.ts'

/** Of the network that was asked for; else of every network of this installation, one after the other. */
async function allKeys(tx: Tx, network: NetworkId | undefined): Promise<string> {
  const texts: string[] = []
  for (const each of network ? [network] : await allLogs(tx)) texts.push((await keysOfNetwork(tx, each)) ?? '')
  return texts.join('') || refuse('ledger.no-network')
}

async function headOf(tx: Tx, network: NetworkId | undefined): Promise<string> {
  const chosen = network ?? (await allLogs(tx))[0]
  const head = chosen && (await latestHead(tx, chosen))
  return head?.note ?? refuse('ledger.no-head')
}

/** Sentences of the verifier in the language of the page; the placeholders stay, the browser fills them. */
function textsOf(t: (key: string, args?: Record<string, string>) => string): Record<string, string> {
  const placeholders = ['part', 'reason', 'line', 'seq', 'n', 'organisation', 'field', 'origin', 'figure', 'stated']
  const names = [
    ...placeholders,
    'witness',
    'from',
    'until',
    'counted',
    'name',
    'ranges',
    'size',
    'last',
    'minutes',
    'heads',
    'index',
    'at',
  ]
  const args = Object.fromEntries(names.map(name => [name, `{${name}}`]))
  const codes = Object.keys(findingTexts.it) as FindingCode[]
  return Object.fromEntries(codes.map(code => [code, t(`finding.${code}`, args)]))
}

export const ledgerRoutes: Routes = async app => {
  app.get(paths.check.pattern, { config: { role: 'public' }, schema: { hide: true } }, async (request, reply) =>
    send(reply, page(CheckPage, { texts: textsOf(request.view().t) })),
  )

  app.get(
    paths.keys.pattern,
    { config: { role: 'public' }, schema: { hide: true, querystring: NetworkQuery }, attachValidation: true },
    async (request, reply) => {
      if (fieldErrors(request)) return refuse('ledger.no-network')
      const text = await request.asRole('nc_ledger', tx => allKeys(tx, request.query.network))
      return send(reply, download('keys.txt', 'text/plain; charset=utf-8', text))
    },
  )

  app.get(
    paths.head.pattern,
    { config: { role: 'public' }, schema: { hide: true, querystring: NetworkQuery }, attachValidation: true },
    async (request, reply) => {
      if (fieldErrors(request)) return refuse('ledger.no-network')
      const note = await request.asRole('nc_ledger', tx => headOf(tx, request.query.network))
      return reply.type('text/plain; charset=utf-8').send(note)
    },
  )

  app.get(
    paths.fact.pattern,
    { config: { role: 'signed-in' }, schema: { hide: true, params: FactParams }, attachValidation: true },
    async (request, reply) => {
      if (fieldErrors(request)) return refuse('ledger.fact-unknown')
      return send(
        reply,
        await request.inScope(async ({ tx }) =>
          page(FactPage, { fact: await viewFact(tx, request.params.fact as FactId) }),
        ),
      )
    },
  )

  // Her own openings of her own data are not logged: the log answers who else looked.
  app.get(paths.accessesProof.pattern, { config: { role: 'person' }, schema: { hide: true } }, async (request, reply) =>
    send(
      reply,
      await request.inScope(async ({ tx, viewer }) => {
        const bytes = await accessesProof(tx, viewer.person ?? refuse('ledger.not-hers'))
        return download('accesses.proof.json', 'application/json', bytes)
      }),
    ),
  )

  app.get(
    paths.proof.pattern,
    { config: { role: 'signed-in' }, schema: { hide: true, params: FactParams }, attachValidation: true },
    async (request, reply) => {
      if (fieldErrors(request)) return refuse('ledger.fact-unknown')
      return send(
        reply,
        await request.inScope(async ({ tx }) => {
          const { name, bytes } = await factProof(tx, request.params.fact as FactId)
          return download(name, 'application/json', bytes)
        }),
      )
    },
  )
}
