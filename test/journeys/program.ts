// SPDX-License-Identifier: EUPL-1.2
// The real program as a process of its own, and how to end it: politely, alone, or with everything it started.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** A data folder that the unprivileged user of the database may pass through. */
export function aDataFolder(): { dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'nc-program-'))
  chmodSync(dir, 0o711)
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

/** The program runs as `npm start` runs it; what was compiled here, as it is. */
const loader = (file: string) => (file.startsWith('src/app/') ? ['scripts/program.mjs'] : [])

/** A file of ours and everything it imports as one, made once in a data folder: read one by one they take seconds. */
export async function compiled(file: string, dataDir: string): Promise<string> {
  const outfile = path.join(dataDir, `${path.basename(file, '.ts')}.mjs`)
  if (existsSync(outfile)) return outfile
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(dataDir, 'node_modules'))
  await build({
    absWorkingDir: ROOT,
    entryPoints: [file],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node26',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
    plugins: [keepAddresses],
  })
  return outfile
}

/** Files are still found beside their sources, so each module keeps the address it had. */
const keepAddresses: Plugin = {
  name: 'keep-addresses',
  setup: given =>
    given.onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replaceAll(/import\.meta\.(url|dirname)/g, (_, what) =>
        JSON.stringify(what === 'url' ? pathToFileURL(file).href : path.dirname(file)),
      ),
      loader: file.endsWith('x') ? 'tsx' : 'ts',
    })),
}

/** Runs a file of ours on this very Node. It leads a group of its own, as a command on a terminal does. */
export function run(file: string, dataDir: string, args: readonly string[] = []): ChildProcess {
  // The test runner puts settings of its own into the environment (BASE_URL, DEV, …): the program gets none of them.
  const { PATH, HOME, TMPDIR } = process.env
  return spawn(process.execPath, [...loader(file), file, ...args], {
    cwd: ROOT,
    env: { PATH, HOME, TMPDIR, DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
}

export type Program = {
  readonly child: ChildProcess
  readonly url: string
  /** From the start of the process to the address on the screen. */
  readonly seconds: number
}

/** `npm start` from the moment it is typed until the address is printed. Rejects with what the program said instead. */
export async function startProgram(dataDir: string): Promise<Program> {
  const started = performance.now()
  const child = run('src/app/main.ts', dataDir)
  const said = await saidUntil(child, /http:\/\/\S+[^]*Ctrl-C/)
  const seconds = (performance.now() - started) / 1000
  return { child, url: said.split(/\s/)[0] ?? '', seconds }
}

/** The first match in what a process says, on either channel; rejects when it ends before. */
export function saidUntil(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((found, failed) => {
    let said = ''
    const onExit = (code: number | null) => failed(new Error(`The program ended with ${code}: ${said}`))
    const listen = (chunk: Buffer) => {
      said += chunk
      const match = pattern.exec(said)
      if (!match || !said.slice(match.index).includes('\n')) return
      child.off('exit', onExit)
      found(match[0])
    }
    child.once('exit', onExit)
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
  })
}

/** The number of the database server's first process; undefined when no server has left its file. */
export function serverOf(dataDir: string): number | undefined {
  const file = path.join(dataDir, 'postgres/postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

export const socketDirOf = (dataDir: string): string =>
  readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[4] ?? ''

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Each process of this machine with its parent. */
function parents(): readonly (readonly number[])[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  return rows.map(row => row.trim().split(/\s+/).map(Number))
}

export const childrenOf = (pid: number, all = parents()): number[] =>
  all.flatMap(([child = 0, parent]) => (parent === pid ? [child] : []))

/** A process and everything below it, children before their parents. */
function treeOf(root: number): number[] {
  const all = parents()
  const below = (pid: number): number[] => [...childrenOf(pid, all).flatMap(below), pid]
  return below(root)
}

/** One that ended by itself a moment before, because it lost its child or parent, is as good as killed. */
function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** kill -9 of processes with all they have started; comes back when the last of them is gone. */
export async function killAll(...children: readonly ChildProcess[]): Promise<void> {
  const pids = children.flatMap(child => treeOf(child.pid ?? 0))
  const ended = children.map(child => (child.exitCode ?? child.signalCode) === null && once(child, 'exit'))
  for (const pid of pids) killNow(pid)
  await Promise.all(ended)
  if (!(await until(() => !pids.some(isAlive), 10_000))) throw new Error('A killed process is still there')
}

/** Waits for something to come true; false when it did not in time. */
export async function until(isTrue: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (!isTrue()) {
    if (performance.now() > end) return false
    await new Promise(wait => setTimeout(wait, 20))
  }
  return true
}
