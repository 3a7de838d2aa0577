// SPDX-License-Identifier: EUPL-1.2
// kill -9 of everything while meetings are being signed: what was acknowledged is there after the restart.
import type { Bench, Figure } from '#platform/bench.ts'
import { percentile } from '#platform/bench.ts'
import { beforeTheFirst, killRound } from '../test/journeys/kill-round.ts'
import { aDataFolder, killAll } from '../test/journeys/program.ts'

const ROUNDS = 20

async function* measure({ quick }: { quick: boolean }): AsyncGenerator<Figure> {
  const rounds = quick ? 3 : ROUNDS
  const data = aDataFolder()
  const restarts: number[] = []
  const problems: string[] = []
  let round = await beforeTheFirst(data.dir)
  try {
    for (let at = 0; at < rounds; at++) {
      round = await killRound(data.dir, round, at === 0 ? 'head' : 'signed', Math.random() * 2000)
      restarts.push(round.restart)
      problems.push(...round.problems)
    }
  } finally {
    await killAll(round.program.child)
    data.remove()
  }
  for (const problem of new Set(problems)) console.error(problem)
  yield {
    name: `problems after ${rounds} kills: acts lost, acts without fact, holes, heads that do not fit`,
    value: problems.length,
    unit: 'problems',
    bar: 0,
    ok: problems.length === 0,
    correctness: true,
  }
  const { signed, heads } = round.said
  yield { name: 'acknowledged acts held against the database', value: signed.length, unit: 'acts' }
  yield { name: 'signed heads from which the tree still grows', value: heads.length, unit: 'heads' }
  const slowest = Math.round(percentile(restarts, 1) * 100) / 100
  yield { name: 'start after a kill, slowest', value: slowest, unit: 's' }
}

export const benches: readonly Bench[] = [{ name: 'kill', run: measure }]
