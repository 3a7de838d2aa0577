// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import { acceptedStep, newTotpSecret, spacedSecret, stepAt, totpCode, totpUri } from './totp.ts'

/** RFC 6238 appendix B, SHA-1: "12345678901234567890" in base32; its eight digits end in our six. */
const RFC = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const vectors = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const

describe('one-time codes', () => {
  test.each(vectors)('RFC 6238: at second %i the code is %s and is accepted', (second, code) => {
    expect(totpCode(RFC, second * 1000)).toBe(code)
    expect(acceptedStep(RFC, code, second * 1000, 0)).toBe(stepAt(second * 1000))
  })

  const at = Date.parse('2026-11-21T09:00:10.000Z')
  const code = totpCode(RFC, at)

  test('a code works half a minute early and half a minute late, and no longer', () => {
    expect(acceptedStep(RFC, code, at + 30_000, 0)).toBe(stepAt(at))
    expect(acceptedStep(RFC, code, at - 30_000, 0)).toBe(stepAt(at))
    expect(acceptedStep(RFC, code, at + 60_000, 0)).toBeUndefined()
    expect(acceptedStep(RFC, code, at - 60_000, 0)).toBeUndefined()
  })

  test('a code that was used, or an older one, is refused', () => {
    expect(acceptedStep(RFC, code, at, stepAt(at))).toBeUndefined()
    expect(acceptedStep(RFC, totpCode(RFC, at - 30_000), at, stepAt(at))).toBeUndefined()
    expect(acceptedStep(RFC, totpCode(RFC, at + 30_000), at, stepAt(at))).toBe(stepAt(at) + 1)
  })

  test.each(['', '12345', '1234567', 'abcdef', '12 34', '١٢٣٤٥٦', '-12345'])('%j is no code', typed => {
    expect(acceptedStep(RFC, typed, at, 0)).toBeUndefined()
  })

  test('spaces inside the code do not matter', () => {
    expect(acceptedStep(RFC, `${code.slice(0, 3)} ${code.slice(3)}`, at, 0)).toBe(stepAt(at))
  })

  test('a new secret has 160 bits and never comes twice', () => {
    const secrets = Array.from({ length: 50 }, newTotpSecret)
    expect(new Set(secrets).size).toBe(50)
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(spacedSecret(RFC)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
  })

  test('the text of the QR code names network and account, and carries the secret', () => {
    const uri = new URL(totpUri(RFC, 'Marche', 'federica@example.org'))
    expect(uri.protocol).toBe('otpauth:')
    expect(decodeURIComponent(uri.pathname)).toContain('federica@example.org')
    expect(uri.searchParams.get('secret')).toBe(RFC)
    expect(uri.searchParams.get('issuer')).toContain('Marche')
  })
})
