// SPDX-License-Identifier: EUPL-1.2
// One round: the program runs, meetings are signed, everything is killed at some moment, the program starts again and
// the database is held against what had been acknowledged.
import type { ChildProcess } from 'node:child_process'
import { type Acknowledged, problemsAfter } from './after-kill.ts'
import { compiled, killAll, type Program, run, socketDirOf, startProgram } from './program.ts'

export type Round = {
  /** Everything acknowledged so far, in this round and before. */
  readonly said: Acknowledged
  /** Seconds from the start of the program after the kill to its address on the screen. */
  readonly restart: number
  readonly problems: readonly string[]
  /** The program as it was started after the kill: it runs on, for the next round or for whoever ends it. */
  readonly program: Program
}

/** Nothing has happened yet: the program runs for the first time. */
export async function beforeTheFirst(dataDir: string): Promise<Round> {
  const program = await startProgram(dataDir)
  return { said: { signed: [], heads: [] }, restart: program.seconds, problems: [], program }
}

/** What the database has to acknowledge before the clock of the kill runs: a machine may be slow, no round is empty. */
export type First = 'signed' | 'head'

/** @param afterMs how long the loop may go on after its first acknowledged act, or head, before everything is killed */
export async function killRound(dataDir: string, before: Round, first: First, afterMs: number): Promise<Round> {
  const said = await signUntilKilled(dataDir, before.program, first, afterMs)
  const all = { signed: [...before.said.signed, ...said.signed], heads: [...before.said.heads, ...said.heads] }
  const program = await startProgram(dataDir)
  try {
    const front = await fetch(program.url)
    const problems = front.ok ? [] : [`the first page answers ${front.status} after the kill`]
    problems.push(...(await problemsAfter(socketDirOf(dataDir), all)))
    return { said: all, restart: program.seconds, problems, program }
  } catch (problem) {
    await killAll(program.child)
    throw problem
  }
}

async function signUntilKilled(
  dataDir: string,
  program: Program,
  first: First,
  afterMs: number,
): Promise<Acknowledged> {
  const loop = run(await compiled('test/journeys/sign-loop.ts', dataDir), dataDir)
  const heard = listen(loop, first)
  try {
    await heard.first
    await new Promise(wait => setTimeout(wait, afterMs))
  } finally {
    await killAll(program.child, loop)
  }
  return heard.said()
}

/** Listens to what the loop says it was told by the database. */
function listen(loop: ChildProcess, first: First): { first: Promise<void>; said(): Acknowledged } {
  let text = ''
  let complaint = ''
  loop.stderr?.on('data', chunk => {
    complaint += chunk
  })
  const line = new RegExp(`^${first} .*\\n`, 'm')
  const firstLine = new Promise<void>((heard, failed) => {
    loop.once('exit', code => failed(new Error(`The signing loop ended with ${code}: ${complaint}`)))
    loop.stdout?.on('data', chunk => {
      text += chunk
      if (line.test(text)) heard()
    })
  })
  return { first: firstLine, said: () => acknowledgedIn(text) }
}

/** A line that the kill cut off was still written after its commit, but cannot be read: it does not count. */
function acknowledgedIn(text: string): Acknowledged {
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .map(line => line.split(' '))
  return {
    signed: lines.flatMap(([word, meeting = '', fact = '']) => (word === 'signed' ? [{ meeting, fact }] : [])),
    heads: lines.flatMap(([word, size, root = '']) => (word === 'head' ? [{ size: Number(size), root }] : [])),
  }
}
