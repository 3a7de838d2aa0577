// SPDX-License-Identifier: EUPL-1.2
// What was acknowledged survives the end of everything, and every end leaves the machine clean. `npm run bench -- kill`
// does the same twenty times.
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { beforeTheFirst, killRound } from './kill-round.ts'
import {
  aDataFolder,
  childrenOf,
  isAlive,
  killAll,
  type Program,
  run,
  serverOf,
  socketDirOf,
  startProgram,
  until,
} from './program.ts'

const ROUNDS = 3
const data = aDataFolder()
const running: Program[] = []

// A program that a failed test left running would lend its database to the next one, which would fail as well.
afterEach(() =>
  killAll(...running.splice(0).flatMap(({ child }) => ((child.exitCode ?? child.signalCode) === null ? [child] : []))),
)
afterAll(() => data.remove())

async function start(): Promise<Program & { server: number; socketDir: string }> {
  const program = await startProgram(data.dir)
  running.push(program)
  return { ...program, server: serverOf(data.dir) ?? 0, socketDir: socketDirOf(data.dir) }
}

test(`killed with everything it started, ${ROUNDS} times: no acknowledged act is lost, no act without its fact`, async () => {
  let round = await beforeTheFirst(data.dir)
  running.push(round.program)
  for (let at = 0; at < ROUNDS; at++) {
    const before = round.said.signed.length
    round = await killRound(data.dir, round, at === 0 ? 'head' : 'signed', Math.random() * 1500)
    running.push(round.program)
    expect(round.problems).toEqual([])
    expect(round.said.signed.length).toBeGreaterThan(before)
  }
  expect(round.said.heads.length).toBeGreaterThan(0)
}, 600_000)

describe('the end of the program', () => {
  test('Ctrl-C ends everything and leaves no database behind', async () => {
    const { child, server, socketDir } = await start()
    expect(isAlive(server)).toBe(true)
    const ended = once(child, 'exit')
    process.kill(-(child.pid ?? 0), 'SIGINT')
    expect(await ended).toEqual([0, null])
    expect(isAlive(server)).toBe(false)
    expect(serverOf(data.dir)).toBeUndefined()
    expect(existsSync(socketDir)).toBe(false)
  })

  test('killed alone, it takes the database with it', async () => {
    const { child, server, socketDir } = await start()
    child.kill('SIGKILL')
    expect(await until(() => !isAlive(server), 10_000)).toBe(true)
    expect(serverOf(data.dir)).toBeUndefined()
    expect(await until(() => !existsSync(socketDir), 5000)).toBe(true)
  })

  test('started again at once, it waits for the database that is still going down', async () => {
    const { child, server } = await start()
    child.kill('SIGKILL')
    const again = await start()
    expect(again.server).not.toBe(server)
    expect((await fetch(again.url)).status).toBe(200)
  })

  test('a process of the killed database that lingers is waited for', async () => {
    const { child, server } = await start()
    const [lingering = 0] = childrenOf(server)
    process.kill(lingering, 'SIGSTOP')
    try {
      child.kill('SIGKILL')
      process.kill(server, 'SIGKILL')
      const waiting = start()
      setTimeout(() => process.kill(lingering, 'SIGCONT'), 2000)
      const again = await waiting
      expect(again.server).not.toBe(server)
      expect(await until(() => !isAlive(lingering), 30_000)).toBe(true)
    } finally {
      if (isAlive(lingering)) process.kill(lingering, 'SIGKILL')
    }
  })

  test('what a kill left in the way is cleared by the next start', async () => {
    const { child, socketDir } = await start()
    await killAll(child)
    expect(serverOf(data.dir)).toBeDefined()
    const again = await start()
    expect(again.socketDir).not.toBe(socketDir)
    expect(existsSync(socketDir)).toBe(false)
  })
})

test('a second process uses the database of the first and leaves it running', async () => {
  const { url, server } = await start()
  const archive = path.join(data.dir, 'backup')
  const cli = run('src/app/cli.ts', data.dir, ['backup', archive, '--json'])
  expect(await once(cli, 'exit')).toEqual([0, null])
  expect(existsSync(archive)).toBe(true)
  expect(serverOf(data.dir)).toBe(server)
  expect((await fetch(url)).status).toBe(200)
})
