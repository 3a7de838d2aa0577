// SPDX-License-Identifier: EUPL-1.2
// Learns the network of the second look anew from the published classification and says what it is worth on questions
// that were held back, beside the one in force. `node start.mjs scripts/learn-second-look.ts [--starts=5] [--write]`;
// src/skills/taxonomy/README.md says what is learnt from what.
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Classification, openClassification } from '#skills/taxonomy/second-look-classification.build.ts'
import { type Lists, learn, usualEffort } from '#skills/taxonomy/second-look-learning.build.ts'
import { type Rates, ratesByScore, ratesOf, together } from '#skills/taxonomy/second-look-lists.build.ts'
import { evened, evennessOf, type Learnt, read, written } from '#skills/taxonomy/second-look-network.build.ts'
import { heldBackSets, learningSets, pickingSets, type SetName } from '#skills/taxonomy/second-look-sets.build.ts'
import inForce from '#skills/taxonomy/second-look.json' with { type: 'json' }
import { inputs } from '#skills/taxonomy/second-look.ts'

const { values } = parseArgs({
  options: { starts: { type: 'string', default: '5' }, write: { type: 'boolean', default: false } },
})
const starts = Number(values.starts)
const folder = path.resolve(process.env['REFERENCE_DATA'] ?? '../shared/data', 'esco')
if (!existsSync(folder)) {
  console.error(`${folder} is missing: set REFERENCE_DATA to the folder of the reference data. Nothing was learnt.`)
  process.exit(1)
}
if (!Number.isInteger(starts) || starts < 1) {
  console.error('--starts is a whole number from 1 on: so many networks are learnt, and the best is kept.')
  process.exit(1)
}

const began = performance.now()
const say = (text: string) => console.log(`${((performance.now() - began) / 60_000).toFixed(1)} min  ${text}`)
const both = ({ first, five }: Rates) => `${first.toFixed(2)} / ${five.toFixed(2)}`
const rated = (lists: Lists, learnt: Learnt) => ratesOf(evened(lists, learnt), read(learnt))
/** As soon as something else is seen the network in force has no number for it. */
const ratedInForce = (lists: Lists) =>
  inForce.direct.length === inputs ? both(rated(lists, inForce)) : 'does not fit what is seen'

async function listsOf(classification: Classification, names: readonly SetName[]): Promise<Lists> {
  const found: Lists[] = []
  for (const name of names) found.push(await classification.lists(name))
  return together(found)
}

/** The best of several networks that began otherwise. */
function learnBest(lists: Lists, picking: Lists): Learnt {
  const evenness = evennessOf(lists)
  const even = evened(lists, evenness)
  let best: { readonly learnt: Learnt; readonly five: number } | undefined
  for (let seed = 1; seed <= starts; seed++) {
    const learnt = written(learn(even, { ...usualEffort, seed }), evenness, inForce)
    const rates = rated(picking, learnt)
    say(`network ${seed} of ${starts}: ${both(rates)} on the French labels by which one is picked`)
    if (!best || rates.five > best.five) best = { learnt, five: rates.five }
  }
  return best?.learnt ?? inForce
}

/** Sets that differ in their seed alone are one line. */
const lineOf = ({ sort, language, kind }: SetName) => `${sort}, ${language} ${kind}s`

async function sayWorth(classification: Classification, learnt: Learnt): Promise<void> {
  for (const [line, names] of Map.groupBy(heldBackSets, lineOf)) {
    const lists = await listsOf(classification, names)
    const seeds = [...new Set([names[0]?.seed, names.at(-1)?.seed])].join(' to ')
    say(
      `${line}, seed ${seeds}, ${lists.share.length} questions: first look ${both(ratesByScore(lists))}, ` +
        `network in force ${ratedInForce(lists)}, learnt anew ${both(rated(lists, learnt))}`,
    )
  }
}

function write(learnt: Learnt): void {
  const file = fileURLToPath(new URL('../src/skills/taxonomy/second-look.json', import.meta.url))
  writeFileSync(file, JSON.stringify(learnt, null, 2))
  const { status } = spawnSync(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', file])
  say(`${file} is written${status === 0 ? '' : ', but not formatted'}`)
}

const classification = await openClassification(folder)
try {
  say('imported; top 1 / top 5 in per cent')
  const picking = await listsOf(classification, pickingSets)
  say(`network in force: ${ratedInForce(picking)}, on the French labels by which one is picked`)
  const lists = await listsOf(classification, learningSets)
  say(`${lists.share.length} questions to learn from`)
  const learnt = learnBest(lists, picking)
  await sayWorth(classification, learnt)
  if (values.write) write(learnt)
} finally {
  await classification.close()
}
