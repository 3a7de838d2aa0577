// SPDX-License-Identifier: EUPL-1.2
// A chain as one more witness: a contract (register-witness.sol) that takes the next head only with the proof that it
// contains the last one. Optional: it needs the address of a node that holds the keeper's account, and nothing of ours.
import { setTimeout as wait } from 'node:timers/promises'
import { sha256 } from '../crypto.client.ts'
import { canonical } from '../verifier/json.ts'
import { utf8 } from '../verifier/bytes.ts'
import { type Checkpoint, parseCheckpoint, parseNote } from '../verifier/note.ts'
import type { Prove } from '../witness/split-view.ts'
import type { AnchorSink } from './anchor.ts'
import contract from './register-witness.json' with { type: 'json' }

export type Chain = {
  /** JSON-RPC of a node. */
  readonly url: string
  /** Where the contract stands. */
  readonly contract: string
  /** Under whose account the heads are kept. */
  readonly keeper: string
}
export type ChainReference = { readonly chain: string; readonly transaction: string; readonly block: string }
type Receipt = {
  readonly status: string
  readonly blockNumber: string
  readonly contractAddress: string | null
  readonly logs: readonly { readonly address: string; readonly topics: readonly string[]; readonly data: string }[]
}

const WAIT_MS = 120_000
/** Four proofs as long as any register of 2^60 entries needs; what is not used is not paid for. */
const GAS = '0x7a120'

async function rpc<T>(url: string, method: string, ...params: readonly unknown[]): Promise<T> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    signal: AbortSignal.timeout(20_000),
  })
  const { result, error } = (await reply.json()) as { result?: T; error?: { message: string } }
  if (error || result === undefined) throw new Error(`${method}: ${error?.message ?? reply.status}`)
  return result
}

const word = (value: bigint | number): string => value.toString(16).padStart(64, '0')
const address = (value: string): string => value.slice(2).toLowerCase().padStart(64, '0')
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
/** What the contract calls a register. */
export const originHash = (origin: string): string => sha256(utf8(origin)).toString('hex')

/** Solidity ABI: selector, fixed words, and where the list begins, its length and its hashes. */
export function extendData(head: Checkpoint, old: bigint, proof: readonly Uint8Array[]): string {
  const list = [word(5 * 32), word(proof.length), ...proof.map(hexOf)]
  const words = [originHash(head.origin), word(old), word(head.size), hexOf(head.root), ...list]
  return `0x${contract.methods.extend}${words.join('')}`
}

export const headData = (keeper: string, origin: string): string =>
  `0x${contract.methods.head}${address(keeper)}${originHash(origin)}`

function headOf(note: string): Checkpoint {
  const head = parseCheckpoint(parseNote(note)?.text ?? '')
  if (!head) throw new Error('This is not a signed head')
  return head
}

async function settled(url: string, transaction: string): Promise<Receipt> {
  for (const until = Date.now() + WAIT_MS; ; await wait(250)) {
    const receipt = await rpc<Receipt | null>(url, 'eth_getTransactionReceipt', transaction)
    if (receipt?.status === '0x1') return receipt
    if (receipt) throw new Error('The chain has refused the head')
    if (Date.now() > until) throw new Error('The chain has not taken the head in time')
  }
}

/** Puts the contract on a chain; answers its address. */
export async function deployContract(url: string, from: string): Promise<string> {
  const data = `0x${contract.creation}`
  const transaction = await rpc<string>(url, 'eth_sendTransaction', { from, data, gas: '0x1e8480' })
  const { contractAddress } = await settled(url, transaction)
  return contractAddress ?? ''
}

/** The size and root that the chain holds; size 0 for none. */
export async function headOnChain({ url, contract: to, keeper }: Chain, origin: string) {
  const words = (await rpc<string>(url, 'eth_call', { to, data: headData(keeper, origin) }, 'latest')).slice(2)
  const [size = '0', , root = ''] = words.match(/.{64}/g) ?? []
  return { size: BigInt(`0x${size}`), root }
}

function witnessed(receipt: Receipt, { contract: at, keeper }: Chain, head: Checkpoint): boolean {
  const same = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase()
  return receipt.logs.some(
    ({ address: from, topics, data }) =>
      same(from, at) &&
      same(topics[0], `0x${contract.witnessed}`) &&
      same(topics[1], `0x${address(keeper)}`) &&
      same(topics[2], `0x${originHash(head.origin)}`) &&
      same(data, `0x${word(head.size)}${hexOf(head.root)}`),
  )
}

/** @param prove proofs of the register that its head contains the one which the chain saw last */
export function chainAnchor(chain: Chain, prove: Prove): AnchorSink {
  const { url } = chain
  return {
    name: 'evm',
    submit: async note => {
      const head = headOf(note)
      const last = await headOnChain(chain, head.origin)
      const proved = last.size === 0n ? { proof: [] } : await prove(last.size, head.size)
      if (!proved) throw new Error('The register does not prove that this head contains the one on the chain')
      const data = extendData(head, last.size, proved.proof)
      const call = { from: chain.keeper, to: chain.contract, data, gas: GAS }
      const transaction = await rpc<string>(url, 'eth_sendTransaction', call)
      const { blockNumber } = await settled(url, transaction)
      const reference: ChainReference = { chain: await rpc(url, 'eth_chainId'), transaction, block: blockNumber }
      return utf8(canonical(reference))
    },
    verify: async (note, bytes) => {
      const no = { holds: false, at: undefined }
      const head = headOf(note)
      const reference = readReference(bytes)
      if (!reference || (await rpc(url, 'eth_chainId')) !== reference.chain) return no
      // The address alone says nothing: what stands there must be this contract.
      if ((await rpc(url, 'eth_getCode', chain.contract, 'latest')) !== `0x${contract.runtime}`) return no
      const receipt = await rpc<Receipt | null>(url, 'eth_getTransactionReceipt', reference.transaction)
      if (receipt?.status !== '0x1' || !witnessed(receipt, chain, head)) return no
      const block = await rpc<{ timestamp: string }>(url, 'eth_getBlockByNumber', receipt.blockNumber, false)
      return { holds: true, at: new Date(Number(block.timestamp) * 1000).toISOString() }
    },
  }
}

function readReference(bytes: Uint8Array): ChainReference | undefined {
  try {
    const { chain, transaction, block } = JSON.parse(Buffer.from(bytes).toString('utf8')) as ChainReference
    return /^0x[0-9a-f]+$/.test(chain) && /^0x[0-9a-f]{64}$/.test(transaction)
      ? { chain, transaction, block }
      : undefined
  } catch {
    return undefined
  }
}
