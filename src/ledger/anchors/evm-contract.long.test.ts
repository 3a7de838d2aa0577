// SPDX-License-Identifier: EUPL-1.2
// The compiler of contracts takes seconds to load; so this is not part of every round.
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MemoryLog } from '../witness/witness.build.ts'
import { ACCOUNTS, LocalChain } from './chain.build.ts'
import { compileContract } from './compile.build.ts'
import { chainAnchor, deployContract } from './evm-anchor.client.ts'

const FILE = new URL('./register-witness.json', import.meta.url)
const [keeper = ''] = ACCOUNTS

test('the contract that the program carries is the one of the source', async () => {
  const compiled = compileContract()
  // What the event is called on the chain is a hash that the compiler does not tell: the chain itself does.
  const node = await LocalChain.start()
  const url = await node.listen()
  const log = new MemoryLog()
  const prove = async (old: bigint, size: bigint) => ({
    root: log.tree.rootAt(Number(old)),
    proof: log.tree.consistency(Number(old), Number(size)),
  })
  log.add([randomBytes(114)])
  await chainAnchor({ url, contract: await deployContract(url, keeper), keeper }, prove).submit(log.note())
  await node.close()
  const witnessed = node.receipts.at(-1)?.logs[0]?.topics[0]?.slice(2)
  if (process.env['WRITE_CONTRACT']) writeFileSync(FILE, `${JSON.stringify({ ...compiled, witnessed }, null, 2)}\n`)
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual({ ...compiled, witnessed })
})
