// SPDX-License-Identifier: EUPL-1.2
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { prepareDataDir, readConfig, readSecret } from './config.ts'

describe('what the environment says', () => {
  test('nothing: this computer only, port 3000, the database of our own', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      baseUrl: 'http://localhost:3000',
      dataDir: path.resolve('.data'),
      databaseUrl: undefined,
      ownerDatabaseUrl: undefined,
      trustProxy: false,
      logLevel: 'warn',
    })
  })

  test.each([
    ['https://lavoro.regione.example/', 'https://lavoro.regione.example'],
    ['https://regione.example/lavoro//', 'https://regione.example/lavoro'],
  ])('BASE_URL %s is %s in links', (BASE_URL, baseUrl) => expect(readConfig({ BASE_URL }).baseUrl).toBe(baseUrl))

  test.each([
    [{ PORT: 'abc' }, 'start.port'],
    [{ PORT: '70000' }, 'start.port'],
    [{ PORT: '-1' }, 'start.port'],
    [{ PORT: '80.5' }, 'start.port'],
    [{ BASE_URL: 'lavoro.regione.example' }, 'start.base-url'],
    [{ BASE_URL: 'ftp://regione.example' }, 'start.base-url'],
    [{ BASE_URL: 'https://regione.example/?a=1' }, 'start.base-url'],
    [{ BASE_URL: 'https://name:word@regione.example' }, 'start.base-url'],
    [{ LOG_LEVEL: 'loud' }, 'start.log-level'],
  ])('%j is refused with %s', (env, code) => expect(() => readConfig(env)).toThrow(code))
})

describe('the data folder', () => {
  test('one that cannot be made is refused', () => {
    expect(() => prepareDataDir(path.join(import.meta.filename, 'data'))).toThrow('start.data-dir')
  })

  test('the secret is made once; one that was spoilt is not replaced', () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'nc-config-'))
    try {
      const made = readSecret(dir, {})
      expect(made).toHaveLength(32)
      expect(readSecret(dir, {})).toEqual(made)
      writeFileSync(path.join(dir, 'secret.key'), 'spoilt')
      expect(() => readSecret(dir, {})).toThrow('start.secret')
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })
})
