// SPDX-License-Identifier: EUPL-1.2
// From a clone to the first page, and from a stop to the next first page: what somebody new waits for.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { once } from 'node:events'
import type { Bench, Figure } from '#platform/bench.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** Seconds from `npm start` to the first page that answers 200; then stops it with Ctrl-C and waits for the end. */
async function secondsToFirstPage(folder: string, data = path.join(folder, '.data')): Promise<number> {
  const port = await freePort()
  const { NODE_OPTIONS: _, ...env } = process.env
  const started = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...env, PORT: String(port), DATA_DIR: data },
    stdio: 'ignore',
    detached: true,
  })
  try {
    for (;;) {
      const page = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
      if (page?.ok && (await page.text()).includes('</html>')) return (performance.now() - started) / 1000
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`)
      if (performance.now() - started > 300_000) throw new Error('npm start gave no page in five minutes')
      await new Promise(wait => setTimeout(wait, 20))
    }
  } finally {
    if (child.exitCode === null) {
      const ended = once(child, 'exit')
      process.kill(-(child.pid ?? 0), 'SIGINT')
      await ended
    }
  }
}

async function* measure({ quick }: { quick: boolean }): AsyncGenerator<Figure> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-clone-'))
  try {
    execFileSync('chmod', ['755', folder])
    if (quick) {
      const data = path.join(folder, 'data') // the data of whoever works here stay as they are
      await secondsToFirstPage(ROOT, data) // compiles and makes the database
      const warm = await secondsToFirstPage(ROOT, data)
      yield { name: 'warm start to first page', value: round(warm), unit: 's', bar: 2, ok: warm <= 2 }
      return
    }
    execFileSync('git', ['clone', '--quiet', ROOT, path.join(folder, 'clone')])
    const cold = await secondsToFirstPage(path.join(folder, 'clone'))
    yield {
      name: 'clone, npm start, first page; warm npm cache',
      value: round(cold),
      unit: 's',
      bar: 60,
      ok: cold <= 60,
    }
    const warm: number[] = []
    for (let run = 0; run < 5; run++) warm.push(await secondsToFirstPage(path.join(folder, 'clone')))
    const median = warm.toSorted((a, b) => a - b)[2] ?? Number.NaN
    yield { name: 'warm start to first page, median of 5', value: round(median), unit: 's', bar: 2, ok: median <= 2 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const round = (seconds: number) => Math.round(seconds * 100) / 100

export const benches: readonly Bench[] = [{ name: 'start', run: measure }]
