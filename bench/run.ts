// SPDX-License-Identifier: EUPL-1.2
// `npm run bench -- <name> [--quick]`, `--list`, `--all`: each figure as one line of JSON. The exit code is 1 only when
// a figure of correctness is not ok: times depend on the machine, truth does not.
import { globSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Bench } from '#platform/bench.ts'
import { takenAway } from './taken-away.ts'

const args = process.argv.slice(2)
const wanted = args.filter(arg => !arg.startsWith('--'))
const quick = args.includes('--quick')

const files = globSync('{src,bench}/**/*.bench.ts').toSorted()
const modules = await Promise.all(
  files.map(file => import(pathToFileURL(path.resolve(file)).href) as Promise<{ benches: readonly Bench[] }>),
)
const benches = modules.flatMap(module => module.benches)

if (args.includes('--list') || (wanted.length === 0 && !args.includes('--all'))) {
  for (const bench of benches) console.log(bench.name)
  process.exit(0)
}
const unknown = wanted.find(name => !benches.some(bench => bench.name === name))
if (unknown) {
  console.error(`No bench is called ${unknown}. There are: ${benches.map(bench => bench.name).join(', ')}`)
  process.exit(2)
}

let correct = true
for (const bench of benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const share = takenAway()
  for await (const { correctness, ...figure } of bench.run({ quick })) {
    console.log(JSON.stringify({ bench: bench.name, ...figure }))
    if (correctness && figure.ok === false) correct = false
  }
  const value = share()
  if (value !== undefined)
    console.log(JSON.stringify({ bench: bench.name, name: 'time that the host gave to others', value, unit: '%' }))
}
process.exit(correct ? 0 : 1)
