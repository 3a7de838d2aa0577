// SPDX-License-Identifier: EUPL-1.2
// One parsed object for everything the environment may say. Nothing else reads process.env.
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { refuse } from './refusals.ts'

export type Config = {
  readonly port: number
  readonly host: string
  /** Address in links and QR codes, without a slash at the end. */
  readonly baseUrl: string
  /** Folder of the embedded database, the installation's secret and the files. */
  readonly dataDir: string
  /** A PostgreSQL of one's own, signing in as nc_login; the embedded one when absent. */
  readonly databaseUrl: string | undefined
  /** The same server as nc_owner; needed only while migrating, and for backup and restore. */
  readonly ownerDatabaseUrl: string | undefined
  /** Whether a proxy in front of us may say who the client is. */
  readonly trustProxy: boolean
  readonly logLevel: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the configuration.
 * @throws a refusal when a value cannot be used
 */
export function readConfig(env: Environment = process.env): Config {
  const port = Number(env['PORT'] ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535) refuse('start.port', { value: env['PORT'] ?? '' })
  const logLevel = env['LOG_LEVEL'] ?? 'warn'
  if (!LOG_LEVELS.includes(logLevel)) refuse('start.log-level', { value: logLevel, levels: LOG_LEVELS.join(', ') })
  const host = env['HOST'] ?? '127.0.0.1'
  return {
    port,
    host,
    baseUrl: baseUrlOf(env['BASE_URL'] ?? `http://localhost:${port}`),
    dataDir: path.resolve(env['DATA_DIR'] ?? '.data'),
    databaseUrl: env['DATABASE_URL'],
    ownerDatabaseUrl: env['DATABASE_OWNER_URL'],
    trustProxy: env['TRUST_PROXY'] === 'true',
    logLevel,
  }
}

const LOG_LEVELS: readonly string[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** Links and QR codes are read by phones: they need the whole address, and nothing after it but a path. */
function baseUrlOf(value: string): string {
  const url = URL.parse(value)
  const isAddress = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username
  return isAddress ? value.replace(/\/+$/, '') : refuse('start.base-url', { value })
}

/** Makes the data folder. The database runs as another user when we are root, so that user must be able to enter. */
export function prepareDataDir(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o711 })
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    refuse('start.data-dir', { dir, why: codeOf(error) })
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error)

/**
 * The installation's secret: made once, readable by us only, in no backup. `NC_SECRET` (64 hexadecimal digits) replaces
 * the file where several processes on several machines share one database.
 */
export function readSecret(dir: string, env: Environment = process.env): Buffer {
  const given = env['NC_SECRET'] ?? readOrMake(path.join(dir, 'secret.key'), () => randomBytes(32).toString('hex'))
  if (!/^[0-9a-f]{64}$/i.test(given))
    refuse('start.secret', { where: env['NC_SECRET'] ? 'NC_SECRET' : path.join(dir, 'secret.key') })
  return Buffer.from(given, 'hex')
}

/** The token that creating a network asks for: printed on the console, the same until a network exists. */
export function readSetupToken(dir: string): string {
  return readOrMake(
    path.join(dir, 'setup-token'),
    () => randomBytes(10).toString('hex').match(/.{5}/g)?.join('-') ?? '',
  )
}

function readOrMake(file: string, make: () => string): string {
  if (!existsSync(file)) {
    writeFileSync(file, make(), { mode: 0o600, flag: 'wx' })
    chmodSync(file, 0o600)
  }
  return readFileSync(file, 'utf8').trim()
}
