// SPDX-License-Identifier: EUPL-1.2
// A witness without a server: fetches what is pending, checks it like any other request, signs with its own key, brings the
// line back. It is the exchange of C2SP tlog-witness over another way: nothing can reach this witness, it reaches out.
import { COSIGNATURE, keyIdOf } from '../verifier/note.ts'
import { answerAddCheckpoint, type Witness } from './add-checkpoint.ts'

/** 200 signed · 204 nothing new · what the witness itself answered (409, 422, 403 …) · 502 the register did not take or give */
export type Pulled = { readonly status: number; readonly size: bigint; readonly said: string }

const WAIT_MS = 20_000
const LONGEST = 1024 * 1024

async function ask(url: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
  const reply = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(WAIT_MS) })
  const text = await reply.text()
  return text.length > LONGEST ? { status: 502, text: '' } : { status: reply.status, text }
}

/** @param prefix address of the register, `https://…/ledger/<network>` */
export async function pullOnce(prefix: string, witness: Witness): Promise<Pulled> {
  const { cosigner, logs, memory } = witness
  const [origin = ''] = logs.keys()
  const own = `${prefix.replace(/\/+$/, '')}/witness/${keyIdOf(cosigner.name, cosigner.key, COSIGNATURE).slice(0, 8)}`
  const seen = (): bigint => memory.seen(origin)?.size ?? 0n
  const pending = await ask(`${own}/pending?old=${seen()}`)
  if (pending.status !== 200) {
    const status = pending.status === 204 ? 204 : 502
    return { status, size: seen(), said: status === 204 ? '' : `${pending.status} ${pending.text}` }
  }
  const { status, body } = await answerAddCheckpoint(pending.text, witness)
  if (status !== 200) return { status, size: seen(), said: body }
  const brought = await ask(`${own}/cosignature`, { method: 'POST', body, headers: { 'content-type': 'text/plain' } })
  return {
    status: brought.status === 204 ? 200 : 502,
    size: seen(),
    said: brought.status === 204 ? body : brought.text,
  }
}
