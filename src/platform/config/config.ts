// SPDX-License-Identifier: EUPL-1.2
// One parsed object for everything the environment may say. Nothing else reads process.env.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import path from 'node:path'

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
 * @throws with a sentence for the administrator when a value cannot be used
 */
export function readConfig(env: Environment = process.env): Config {
  const port = Number(env['PORT'] ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`PORT is not a port number: ${env['PORT']}`)
  const host = env['HOST'] ?? '127.0.0.1'
  return {
    port,
    host,
    baseUrl: (env['BASE_URL'] ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    dataDir: path.resolve(env['DATA_DIR'] ?? '.data'),
    databaseUrl: env['DATABASE_URL'],
    ownerDatabaseUrl: env['DATABASE_OWNER_URL'],
    trustProxy: env['TRUST_PROXY'] === 'true',
    logLevel: env['LOG_LEVEL'] ?? 'warn',
  }
}

/** Makes the data folder. The database runs as another user when we are root, so that user must be able to enter. */
export function prepareDataDir(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o711 })
}

/**
 * The installation's secret: made once, readable by us only, in no backup. `NC_SECRET` (64 hexadecimal digits) replaces
 * the file where several processes on several machines share one database.
 */
export function readSecret(dir: string, env: Environment = process.env): Buffer {
  const given = env['NC_SECRET'] ?? readOrMake(path.join(dir, 'secret.key'), () => randomBytes(32).toString('hex'))
  if (!/^[0-9a-f]{64}$/i.test(given)) throw new Error('The installation secret must be 64 hexadecimal digits')
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
