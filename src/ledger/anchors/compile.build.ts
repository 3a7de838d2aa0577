// SPDX-License-Identifier: EUPL-1.2
// The contract out of its source. What the program carries is in register-witness.json, made with WRITE_CONTRACT=1 by the
// test, which otherwise holds one to the other.
import { readFileSync } from 'node:fs'
import solc from 'solc'

export type Compiled = {
  readonly compiler: string
  /** What is sent to create the contract, and what then stands on the chain, in hexadecimal. */
  readonly creation: string
  readonly runtime: string
  readonly methods: Readonly<Record<string, string>>
}

type Output = {
  readonly errors?: readonly { readonly formattedMessage: string }[]
  readonly contracts: Record<
    string,
    Record<
      string,
      { evm: { bytecode: Code; deployedBytecode: Code; methodIdentifiers: Readonly<Record<string, string>> } }
    >
  >
}
type Code = { readonly object: string }

/** Settings that every compiler repeats: no metadata behind the code, and no instruction younger than the oldest chains in use. */
const settings = {
  evmVersion: 'paris',
  optimizer: { enabled: true, runs: 200 },
  metadata: { bytecodeHash: 'none', appendCBOR: false },
  outputSelection: { '*': { '*': ['evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.methodIdentifiers'] } },
}

export function compileContract(): Compiled {
  const content = readFileSync(new URL('./register-witness.sol', import.meta.url), 'utf8')
  const input = { language: 'Solidity', sources: { witness: { content } }, settings }
  const output = JSON.parse(solc.compile(JSON.stringify(input)) as string) as Output
  if (output.errors) throw new Error(output.errors.map(one => one.formattedMessage).join('\n'))
  const evm = output.contracts['witness']?.['RegisterWitness']?.evm
  if (!evm) throw new Error('the compiler gave no contract')
  const methods = Object.fromEntries(
    Object.entries(evm.methodIdentifiers).map(([name, selector]) => [name.replace(/\(.*/, ''), selector]),
  )
  const compiler = String(solc.version()).replace(/\+.*/, '')
  return { compiler, creation: evm.bytecode.object, runtime: evm.deployedBytecode.object, methods }
}
