// SPDX-License-Identifier: EUPL-1.2
// One organisation as a process of its own, with its own key: countersigns what it is shown, then compares with the others.
import { cosignerNamed } from '../witness/witness.build.ts'
import { memoryInProcess, type Witness } from '../witness/add-checkpoint.ts'
import { nameOfOrigin } from '../witness/memory.client.ts'
import { serveWitness } from '../witness/server.client.ts'
import { compareViews, parseSplitView, provesSplitView, type Prove, writeSplitView } from '../witness/split-view.ts'
import { fromBase64 } from '../verifier/bytes.ts'
import { parseVkey } from '../verifier/note.ts'

type Start = { readonly name: string; readonly origin: string; readonly vkey: string }
type Compare = { readonly peers: readonly number[]; readonly log: number }

const tell = (message: object): boolean | undefined => process.send?.(message)

/** The log itself is asked for the proof that its larger head contains its smaller one; it cannot make one for two histories. */
const proveBy =
  (port: number): Prove =>
  async (old, size) => {
    const reply = await fetch(`http://127.0.0.1:${port}/proof/${old}/${size}`)
    if (!reply.ok) return undefined
    const { root, proof } = (await reply.json()) as { root: string; proof: string[] }
    const hashes = [root, ...proof].map(hash => fromBase64(hash, 32) ?? new Uint8Array(0))
    return { root: hashes[0] ?? new Uint8Array(0), proof: hashes.slice(1) }
  }

async function start({ name, origin, vkey }: Start): Promise<void> {
  const key = parseVkey(vkey)
  if (!key) throw new Error('no key')
  const cosigner = cosignerNamed(name)
  const now = (): number => Math.floor(Date.now() / 1000)
  const witness: Witness = { cosigner, logs: new Map([[origin, key]]), memory: memoryInProcess(), now }
  const server = await serveWitness(witness, 0)
  const address = server.address()
  tell({ port: typeof address === 'object' ? address?.port : 0, vkey: cosigner.vkey })
  process.on('message', async ({ peers, log }: Compare) => {
    const own = witness.memory.seen(origin)
    for (const peer of peers) {
      const reply = await fetch(`http://127.0.0.1:${peer}/${nameOfOrigin(origin)}/checkpoint`)
      const split = own && reply.ok ? await compareViews(own.note, await reply.text(), proveBy(log)) : undefined
      const file = split && parseSplitView(writeSplitView(split))
      if (file && (await provesSplitView(file, key))) return tell({ detected: true, file: writeSplitView(file) })
    }
    return tell({ detected: false })
  })
}

process.once('message', (given: Start) => void start(given))
