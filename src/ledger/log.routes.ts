// SPDX-License-Identifier: EUPL-1.2
// Each register as a C2SP tlog-tiles log, and what a witness without a server fetches and brings back. For everybody:
// what is served holds commitments, keys and numbers, and no personal data.
import type { NetworkId } from '#lib/ids.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { Tx } from '#platform/db/scope.ts'
import { Cosignature, LogParams, PendingQuery, TileParams, WitnessParams } from './ledger.form.ts'
import { paths } from './ledger.paths.ts'
import { refuse } from './refusals.ts'
import { parseTilePath } from './tiles/tile.ts'
import { tileBytes } from './tiles/tile-bytes.act.ts'
import { findLog, latestHead } from './tree.store.ts'
import { pendingFor, takeCosignature, witnessWithKey } from './witness/countersign.act.ts'
import { latestWitnessed } from './witness/countersign.store.ts'

const TEXT = 'text/plain; charset=utf-8'
/** What has a name of its own never changes again (tlog-tiles): a tile of this width at this place. */
const FOREVER = 'public, max-age=31536000, immutable'
const open = { role: 'public' } as const

async function head(tx: Tx, network: NetworkId, witnessed: boolean): Promise<string> {
  if (!(await findLog(tx, network))) return refuse('ledger.no-network')
  if (witnessed) return (await latestWitnessed(tx, network))?.note ?? refuse('ledger.not-witnessed')
  return (await latestHead(tx, network))?.note ?? refuse('ledger.no-head')
}

export const logRoutes: Routes = async app => {
  for (const [path, witnessed] of [
    [paths.logHead, false],
    [paths.logWitnessed, true],
  ] as const) {
    app.get(
      path.pattern,
      { config: open, schema: { hide: true, params: LogParams }, attachValidation: true },
      async (request, reply) => {
        fieldErrors(request)
        const note = await request.asRole('nc_ledger', tx => head(tx, request.params.network, witnessed))
        return reply.type(TEXT).header('cache-control', 'no-cache').send(note)
      },
    )
  }

  app.get(
    paths.logTile.pattern,
    { config: open, compress: false, schema: { hide: true, params: TileParams }, attachValidation: true },
    async (request, reply) => {
      fieldErrors(request)
      const name = parseTilePath(`tile/${request.params['*']}`) ?? refuse('ledger.no-tile')
      const bytes = await request.asRole('nc_ledger', tx => tileBytes(tx, request.params.network, name))
      if (!bytes) return refuse('ledger.no-tile')
      return reply.type('application/octet-stream').header('cache-control', FOREVER).send(Buffer.from(bytes))
    },
  )

  app.get(
    paths.pending.pattern,
    {
      config: open,
      schema: { hide: true, params: WitnessParams, querystring: PendingQuery },
      attachValidation: true,
    },
    async (request, reply) => {
      if (fieldErrors(request)) return refuse('ledger.no-size')
      const { network, witness } = request.params
      const body = await request.asRole('nc_ledger', async tx => {
        const known = (await witnessWithKey(tx, network, witness)) ?? refuse('ledger.no-witness')
        return pendingFor(tx, network, known, request.query.old)
      })
      return body === undefined ? reply.code(204).send() : reply.type(TEXT).send(body)
    },
  )

  app.post(
    paths.cosignature.pattern,
    {
      config: { role: 'public', unrecorded: 'a countersignature stands under the head itself' },
      schema: { hide: true, params: WitnessParams, body: Cosignature },
      attachValidation: true,
    },
    async (request, reply) => {
      if (fieldErrors(request)) return refuse('ledger.not-its-cosignature')
      const { network, witness } = request.params
      await request.asRole('nc_ledger', async tx => {
        const known = (await witnessWithKey(tx, network, witness)) ?? refuse('ledger.no-witness')
        const kept = await takeCosignature(tx, network, known, request.body)
        if (!kept) refuse('ledger.not-its-cosignature')
      })
      return reply.code(204).send()
    },
  )
}
