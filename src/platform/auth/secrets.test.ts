// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { safeNext } from './auth.paths.ts'
import { isLoopback } from './demo.ts'
import { deviceName } from './device.ts'
import { pinProblem } from './person-access.ts'
import { qrPath } from './qr-code.tsx'
import { newRecoveryCodes, recoveryDigest } from './recovery-codes.ts'
import { seal, unseal } from './sealed-box.ts'
import { isToken, newCode, newToken, normaliseCode, sameSecret } from './tokens.ts'
import { mayShow } from './viewer-resolver.ts'

const services = (secret = randomBytes(32)) => ({ secret, baseUrl: 'http://localhost', setupToken: '' })

describe('tokens and codes', () => {
  test('a token has 256 random bits and a form of its own', () => {
    const tokens = Array.from({ length: 100 }, newToken)
    expect(new Set(tokens).size).toBe(100)
    expect(tokens.every(isToken)).toBe(true)
    for (const bad of ['', 'x', `${tokens[0]}x`, `${tokens[0]?.slice(1)}*`]) expect(isToken(bad)).toBe(false)
  })

  test('secrets of different length compare without an error', () => {
    expect(sameSecret('a', 'a')).toBe(true)
    expect(sameSecret('a', 'ab')).toBe(false)
    expect(sameSecret('', 'a')).toBe(false)
  })

  test.each([
    ['k7mp-2qxa', 'K7MP-2QXA'],
    ['K7MP2QXA', 'K7MP-2QXA'],
    [' k7 mp 2q xa ', 'K7MP-2QXA'],
    ['OIL0-1111', '0110-1111'],
  ])('%j is read as %s', (typed, code) => {
    expect(normaliseCode(typed)).toBe(code)
  })

  test('every code comes back from however it is typed', () => {
    for (let i = 0; i < 200; i++) {
      const code = newCode(2)
      expect(normaliseCode(code.toLowerCase().replace('-', ' '))).toBe(code)
    }
  })

  test('ten recovery codes are ten different ones, and nothing else is one', () => {
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(recoveryDigest(code.toLowerCase())).toEqual(recoveryDigest(code))
    for (const bad of ['', '123456', 'AAAA-BBBB-CCCC', 'AAAA-BBBB-CCCC-DDDDE', 'UUUU-UUUU-UUUU-UUUU']) {
      expect(recoveryDigest(bad)).toBeUndefined()
    }
  })
})

describe('a sealed box', () => {
  const mine = services()
  const box = seal(mine, 'totp', 'account-1', 'GEZDGNBV')

  test('opens with the same secret, purpose and context', () => {
    expect(unseal(mine, 'totp', 'account-1', box)).toBe('GEZDGNBV')
  })

  test.each([
    ['another row', () => unseal(mine, 'totp', 'account-2', box)],
    ['another purpose', () => unseal(mine, 'step', 'account-1', box)],
    ['another installation', () => unseal(services(), 'totp', 'account-1', box)],
    ['another form', () => unseal(mine, 'totp', 'account-1', Buffer.concat([Buffer.from([9]), box.subarray(1)]))],
  ])('does not open for %s', (_, open) => {
    expect(open).toThrow(/authenticate|Unknown form/)
  })

  test('does not open when any one byte was changed', () => {
    for (let i = 0; i < box.length; i++) {
      const damaged = Buffer.from(box)
      damaged[i] = (damaged[i] ?? 0) ^ 1
      expect(() => unseal(mine, 'totp', 'account-1', damaged)).toThrow(/authenticate|Unknown form/)
    }
  })

  test('never shows what it holds', () => {
    expect(box.includes('GEZDGNBV')).toBe(false)
    expect(seal(mine, 'totp', 'account-1', 'GEZDGNBV').equals(box)).toBe(false)
  })
})

describe('where one may go on to', () => {
  test.each(['/people', '/people/123?tab=plan', '/join', '/'])('%s is a page of ours', next => {
    expect(safeNext(next)).toBe(next)
  })

  test.each([
    undefined,
    '',
    'people',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/sign-in?next=/x',
    '/sign-out',
    '/%0d%0aset-cookie:x=y\r\n',
  ])('%j is refused', next => {
    expect(safeNext(next)).toBeUndefined()
  })
})

describe('small rules', () => {
  test.each([
    ['1234', 'pin.weak'],
    ['4321', 'pin.weak'],
    ['0000', 'pin.weak'],
    ['1212', 'pin.weak'],
    ['1994', 'pin.weak'],
    ['123456', 'pin.weak'],
    ['12', 'pin.form'],
    ['1234567', 'pin.form'],
    ['12a4', 'pin.form'],
    ['7294', undefined],
    ['830174', undefined],
  ])('PIN %s → %s', (pin, problem) => {
    expect(pinProblem(pin)).toBe(problem)
  })

  test.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['192.168.1.4', false],
    ['10.127.0.1', false],
    ['128.0.0.1', false],
    ['', false],
    [undefined, false],
  ])('%s is this computer: %s', (address, local) => {
    expect(isLoopback(address)).toBe(local)
  })

  test.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Mobile Safari/604',
      'Safari · iPhone',
    ],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537 Chrome/150.0 Mobile Safari/537', 'Chrome · Android'],
    ['curl/8', '? · ?'],
    [undefined, '? · ?'],
  ])('%s is shown as %s', (agent, name) => {
    expect(deviceName(agent)).toBe(name)
  })

  test('a session made by a signing code shows its one act and no other page', () => {
    const signing = { signing: { subject: 'm1', method: 'qr' as const } }
    expect(mayShow(signing, '/my/sign/m1')).toBe(true)
    expect(mayShow(signing, '/my/sign/m1/confirm?x=1')).toBe(true)
    expect(mayShow(signing, '/my/sign/m10')).toBe(false)
    expect(mayShow(signing, '/my')).toBe(false)
    expect(mayShow({}, '/my')).toBe(true)
  })

  test('a QR code is square, starts with its corner mark and has a quiet edge of four modules', () => {
    const { size, path } = qrPath('https://example.org/my/enter/x')
    expect(size).toBeGreaterThan(25)
    expect(path.startsWith('M4 4h7v1h-7z')).toBe(true)
  })
})
