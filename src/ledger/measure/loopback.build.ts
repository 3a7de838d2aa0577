// SPDX-License-Identifier: EUPL-1.2
// A region on loopback: organisations, each its own process and key, and one log operator who may lie to some of them.
import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { toBase64 } from '../verifier/bytes.ts'
import { MemoryLog } from '../witness/witness.build.ts'
import { parseSplitView, provesSplitView } from '../witness/split-view.ts'

type Told = { port?: number; detected?: boolean; file?: string }
export type Round = {
  readonly cosigned: number
  readonly detected: number
  readonly proved: number
  readonly ms: number
}

const next = (child: ChildProcess): Promise<Told> =>
  new Promise(resolve => child.once('message', m => resolve(m as Told)))
const file = fileURLToPath(new URL('./organisation.build.ts', import.meta.url))

async function serveProofs(log: MemoryLog): Promise<{ port: number; close: () => void }> {
  const server = createServer((request, reply) => {
    const [, old = 0, size = 0] = /^\/proof\/(\d+)\/(\d+)$/.exec(request.url ?? '')?.map(Number) ?? []
    if (size > log.size || old < 1 || old >= size) return void reply.writeHead(404).end()
    const proof = log.tree.consistency(old, size).map(toBase64)
    return void reply.end(JSON.stringify({ root: toBase64(log.tree.rootAt(old)), proof }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() }
}

/** Shows one history to the first half and, if it lies, another to the rest; then every organisation asks every other. */
export async function oneRound(organisations: number, lying: boolean): Promise<Round> {
  const entries = (count: number): Buffer[] => Array.from({ length: count }, () => randomBytes(114))
  const honest = new MemoryLog('nuovecomunita.example/marche').add(entries(500))
  const other = honest.fork().add(entries(31))
  honest.add(entries(20))
  if (!lying) other.tree = honest.tree
  const shown = (i: number): MemoryLog => (lying && i >= organisations / 2 ? other : honest)
  const children = Array.from({ length: organisations }, () => fork(file, [], { execArgv: [], silent: false }))
  const proofs = await serveProofs(lying ? other : honest)
  try {
    const ports: number[] = []
    await Promise.all(
      children.map(async (child, i) => {
        const answer = next(child)
        child.send({ name: `ente-${i}.example/w`, origin: honest.origin, vkey: honest.vkey })
        ports[i] = (await answer).port ?? 0
      }),
    )
    const started = performance.now()
    const answers = await Promise.all(
      ports.map((port, i) =>
        fetch(`http://127.0.0.1:${port}/add-checkpoint`, { method: 'POST', body: shown(i).request(0) }),
      ),
    )
    const told = await Promise.all(
      children.map(child => {
        const answer = next(child)
        child.send({ peers: ports, log: proofs.port })
        return answer
      }),
    )
    const ms = performance.now() - started
    let proved = 0
    for (const { file: text } of told) {
      const split = text === undefined ? undefined : parseSplitView(text)
      if (split && (await provesSplitView(split, honest.key))) proved++
    }
    const detected = told.filter(one => one.detected).length
    return { cosigned: answers.filter(answer => answer.status === 200).length, detected, proved, ms }
  } finally {
    for (const child of children) child.kill()
    proofs.close()
  }
}
