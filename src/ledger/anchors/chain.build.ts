// SPDX-License-Identifier: EUPL-1.2
// A chain in this process: an EVM behind the few JSON-RPC calls that an anchor makes. One transaction, one block.
import { createServer, type Server } from 'node:http'
import { createEVM, type EVM } from '@ethereumjs/evm'
import { bytesToHex, createAccount, createAddressFromString, hexToBytes } from '@ethereumjs/util'

type Hex = `0x${string}`
type Call = { readonly from?: Hex; readonly to?: Hex; readonly data?: Hex }
type Log = { readonly address: Hex; readonly topics: readonly Hex[]; readonly data: Hex }
type Receipt = {
  readonly transactionHash: Hex
  readonly blockNumber: Hex
  readonly status: Hex
  readonly contractAddress: Hex | null
  readonly gasUsed: Hex
  readonly logs: readonly Log[]
}

const hex = (number: number | bigint): Hex => `0x${number.toString(16)}`
export const ACCOUNTS = ['0x', '0x'].map((start, i) => `${start}${String(i + 1).repeat(40)}` as Hex)

/** What a transaction costs before its first instruction (EIP-2028, EIP-3860), and at least in all (EIP-7623). */
function gasOf(data: Uint8Array, execution: bigint, creates: boolean): bigint {
  const zero = data.filter(byte => byte === 0).length
  const tokens = zero + 4 * (data.length - zero)
  const creation = creates ? 32_000 + 2 * Math.ceil(data.length / 32) : 0
  const [used, least] = [BigInt(21_000 + 4 * tokens + creation) + execution, BigInt(21_000 + 10 * tokens)]
  return used > least ? used : least
}

export class LocalChain {
  readonly receipts: Receipt[] = []
  private readonly evm: EVM
  private server: Server | undefined

  private constructor(evm: EVM) {
    this.evm = evm
  }

  static async start(): Promise<LocalChain> {
    const evm = await createEVM()
    for (const account of ACCOUNTS)
      await evm.stateManager.putAccount(createAddressFromString(account), createAccount({ balance: 10n ** 20n }))
    return new LocalChain(evm)
  }

  private block(number: number) {
    return { number: BigInt(number), timestamp: 1_790_000_000n + BigInt(12 * number) }
  }

  private async execute({ from = ACCOUNTS[0], to, data = '0x' }: Call) {
    const header = { ...this.block(this.receipts.length + 1), baseFeePerGas: 0n, gasLimit: 30_000_000n }
    const more = {
      coinbase: createAddressFromString(`0x${'0'.repeat(40)}`),
      difficulty: 0n,
      prevRandao: new Uint8Array(32),
    }
    const block = { header: { ...header, ...more, getBlobGasPrice: () => 0n, isGenesis: () => false } }
    return this.evm.runCall({
      block: block as unknown as NonNullable<Parameters<EVM['runCall']>[0]['block']>,
      caller: createAddressFromString(from as Hex),
      ...(to ? { to: createAddressFromString(to) } : {}),
      data: hexToBytes(data),
      gasLimit: 30_000_000n,
    })
  }

  /** Runs a call and throws its change away. */
  private async look(call: Call): Promise<Hex> {
    await this.evm.stateManager.checkpoint()
    const { execResult } = await this.execute(call)
    await this.evm.stateManager.revert()
    if (execResult.exceptionError) throw new Error(`execution reverted ${bytesToHex(execResult.returnValue)}`)
    return bytesToHex(execResult.returnValue)
  }

  private async send(call: Call): Promise<Hex> {
    const { execResult, createdAddress } = await this.execute(call)
    // The next transaction finds nothing warm, and what is stored now as what was stored before it.
    await this.evm.journal.cleanup()
    this.evm.stateManager.originalStorageCache.clear()
    const number = this.receipts.length + 1
    const gas = gasOf(hexToBytes(call.data ?? '0x'), execResult.executionGasUsed, !call.to)
    const failed = execResult.exceptionError !== undefined
    this.receipts.push({
      transactionHash: `0x${number.toString(16).padStart(64, '0')}`,
      blockNumber: hex(number),
      status: failed ? '0x0' : '0x1',
      contractAddress: (createdAddress?.toString() as Hex | undefined) ?? null,
      gasUsed: hex(gas),
      logs: failed
        ? []
        : (execResult.logs ?? []).map(([address, topics, data]) => ({
            address: bytesToHex(address),
            topics: topics.map(bytesToHex),
            data: bytesToHex(data),
          })),
    })
    return this.receipts.at(-1)?.transactionHash ?? '0x'
  }

  async answer(method: string, params: readonly unknown[]): Promise<unknown> {
    if (method === 'eth_chainId') return '0x539'
    if (method === 'eth_call') return this.look(params[0] as Call)
    if (method === 'eth_sendTransaction') return this.send(params[0] as Call)
    if (method === 'eth_getTransactionReceipt')
      return this.receipts.find(one => one.transactionHash === params[0]) ?? null
    if (method === 'eth_getCode')
      return bytesToHex(await this.evm.stateManager.getCode(createAddressFromString(params[0] as Hex)))
    if (method === 'eth_getBlockByNumber')
      return { timestamp: hex(this.block(Number(params[0])).timestamp), number: params[0] }
    throw new Error(`the method ${method} does not exist`)
  }

  /** Listens on loopback; answers the address. */
  async listen(): Promise<string> {
    let last: Promise<unknown> = Promise.resolve()
    this.server = createServer(async (request, reply) => {
      const parts: Buffer[] = []
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
      const { id, method, params } = JSON.parse(Buffer.concat(parts).toString()) as {
        id: number
        method: string
        params: unknown[]
      }
      // One after the other: there is one state.
      const mine = last.then(() => this.answer(method, params))
      last = mine.catch(() => undefined)
      const body = await mine.then(
        result => ({ jsonrpc: '2.0', id, result }),
        (error: Error) => ({ jsonrpc: '2.0', id, error: { code: -32_000, message: error.message } }),
      )
      reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    await new Promise<void>(resolve => this.server?.listen(0, '127.0.0.1', resolve))
    const address = this.server.address()
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  }

  close(): void {
    this.server?.close()
  }
}
