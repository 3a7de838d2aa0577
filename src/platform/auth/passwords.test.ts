// SPDX-License-Identifier: EUPL-1.2
import { argon2Sync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashPassword, needsRehash, OWASP_MINIMUM, passwordProblem, verifyPassword } from './passwords.ts'

const cheap = { memory: 64, passes: 1, parallelism: 1 }

describe('a password hash', () => {
  test('names argon2id and OWASP’s minimum in its own text', async () => {
    expect(await hashPassword('x')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(OWASP_MINIMUM).toEqual({ memory: 19_456, passes: 2, parallelism: 1 })
  })

  test('holds what the runtime’s own argon2id gives for its salt', async () => {
    const [, , , , salt = '', tag = ''] = (await hashPassword('tre gatti', cheap)).split('$')
    const nonce = Buffer.from(salt, 'base64')
    const own = argon2Sync('argon2id', { message: 'tre gatti', nonce, ...cheap, tagLength: 32 })
    expect(Buffer.from(tag, 'base64').equals(own)).toBe(true)
  })

  test('is another one every time, and each lets its own password in and no other', async () => {
    const word = fc.string({ minLength: 1, maxLength: 30 }).map(text => text.normalize('NFKC'))
    await fc.assert(
      fc.asyncProperty(word, word, async (right, wrong) => {
        fc.pre(right !== wrong)
        const [a, b] = [await hashPassword(right, cheap), await hashPassword(right, cheap)]
        expect(a).not.toBe(b)
        expect(await verifyPassword(right, a)).toBe(true)
        expect(await verifyPassword(wrong, a)).toBe(false)
      }),
      { numRuns: 25 },
    )
  })

  test('accepts the same letters however the keyboard composed them', async () => {
    expect(await verifyPassword('perche\u0301 no', await hashPassword('perch\u00e9 no', cheap))).toBe(true)
  })

  test.each([
    ['nobody’s', undefined],
    ['an empty', ''],
    ['a foreign', '$2b$12$abcdefghijklmnopqrstuv'],
    ['a cut', '$argon2id$v=19$m=64,t=1,p=1$c2FsdA'],
  ])('%s hash lets nobody in and does not throw', async (_, hash) => {
    expect(await verifyPassword('anything', hash)).toBe(false)
  })

  test('of a lower cost is made anew, one of the same or a higher cost is kept', async () => {
    expect(needsRehash(await hashPassword('x', cheap))).toBe(true)
    expect(needsRehash(await hashPassword('x', cheap), cheap)).toBe(false)
    expect(needsRehash(await hashPassword('x', { ...cheap, passes: 2 }), cheap)).toBe(false)
    expect(needsRehash('not a hash')).toBe(true)
  })

  test('takes as long for nobody’s account as for somebody’s', async () => {
    const hash = await hashPassword('x')
    const time = async (of: string | undefined) => {
      const from = performance.now()
      await verifyPassword('wrong', of)
      return performance.now() - from
    }
    const rounds = [1, 2, 3, 4, 5]
    const best = async (of: string | undefined) => {
      const times: number[] = []
      for (const _ of rounds) times.push(await time(of))
      return Math.min(...times)
    }
    const [known, unknown] = [await best(hash), await best(undefined)]
    expect(unknown).toBeGreaterThan(known / 3)
    expect(unknown).toBeLessThan(known * 3)
  })
})

describe('a new password', () => {
  test.each([
    ['', 'password.required'],
    ['breve', 'password.too-short'],
    ['undici.segn', 'password.too-short'],
    ['x'.repeat(201), 'password.too-long'],
    ['passwordpassword', 'password.common'],
    ['Password123456', 'password.common'],
    ['P A S S W O R D 2026', 'password.common'],
    ['cambiami2026!', 'password.common'],
    ['qwertyuiopas', 'password.common'],
    ['123456789012', 'password.common'],
    ['210987654321', 'password.common'],
    ['aaaaaaaaaaaa', 'password.common'],
    ['ciaociaociao', 'password.common'],
    ['............', 'password.common'],
    ['federica.moretti', 'password.own-data'],
    ['FedericaMoretti1', 'password.own-data'],
    ['f.moretti2026', 'password.own-data'],
  ])('%j is refused with %s', (password, code) => {
    expect(passwordProblem(password, ['f.moretti@example.org', 'Federica Moretti'])).toBe(code)
  })

  test.each([
    'quattro gabbiani in volo',
    'lattuga-timone-9',
    'ما أجمل هذا اليوم',
    '🐢🐢🐎🐑🐑🐐🦆🦢🐓🐖🐄🐕',
    'federica ama i pomodori',
  ])('%j is accepted: length and surprise, no composition rules', password => {
    expect(passwordProblem(password, ['federica@example.org'])).toBeUndefined()
  })
})
