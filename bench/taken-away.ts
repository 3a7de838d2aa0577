// SPDX-License-Identifier: EUPL-1.2
// What a virtual machine was not given: while its host serves others, every time of a bench grows, and the figures alone do
// not say why. Linux counts it as "steal" (proc_stat(5), hundredths of a second of all processors).
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'

const STAT = '/proc/stat'
const STEAL = 8

const stolen = (): number => Number(readFileSync(STAT, 'utf8').split('\n')[0]?.split(/\s+/)[STEAL] ?? 0) / 100

/** Begins to count. Gives what asks for the share, in per cent of all processors; undefined where nobody counts. */
export function takenAway(): () => number | undefined {
  if (!existsSync(STAT)) return () => undefined
  const [before, started] = [stolen(), performance.now()]
  return () => {
    const seconds = ((performance.now() - started) / 1000) * os.cpus().length
    return Math.round(((stolen() - before) / seconds) * 1000) / 10
  }
}
