// SPDX-License-Identifier: EUPL-1.2
// Published vectors: RFC 6962 proofs, C2SP notes, Ed25519 edge cases, RFC 8785. REFERENCE_DATA says where they are.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { openBrowser } from '#test/support/browser.ts'
import { fromHex, utf8 } from './verifier/bytes.ts'
import { equationHolds, isAcceptablePoint, verifySignature } from './verifier/ed25519.ts'
import { canonical, parseJson } from './verifier/json.ts'
import { verifyConsistency, verifyInclusion } from './verifier/merkle.ts'
import { parseCheckpoint, parseNote, parseVkey, verifyNote } from './verifier/note.ts'

const DATA = path.resolve(process.env['REFERENCE_DATA'] ?? '../shared/data')
const file = (...names: string[]): string => readFileSync(path.join(DATA, ...names), 'utf8')

describe('RFC 6962 proofs', () => {
  type Case = { desc: string; wantErr: boolean } & Record<string, string | string[] | boolean>
  const hash = (text: unknown): Uint8Array => new Uint8Array(Buffer.from(String(text ?? ''), 'base64'))
  const names = (readdirSync(path.join(DATA, 'ledger/merkle'), { recursive: true }) as string[]).filter(name =>
    name.endsWith('.json'),
  )
  const cases = names.toSorted().map(name => {
    // Indexes go beyond 2^53, so they are read as texts.
    const text = file('ledger/merkle', name).replace(/"(size1|size2|leafIdx|treeSize)":\s*(\d+)/g, '"$1": "$2"')
    return { name, given: JSON.parse(text) as Case }
  })

  test('are 103', () => expect(cases).toHaveLength(103))

  test.each(cases)('$name', ({ name, given }) => {
    const number = (key: string): bigint => BigInt(String(given[key] ?? 0))
    const proof = ((given['proof'] ?? []) as string[]).map(hash)
    const holds = name.startsWith('inclusion')
      ? verifyInclusion(number('leafIdx'), number('treeSize'), hash(given['leafHash']), proof, hash(given['root']))
      : verifyConsistency(number('size1'), number('size2'), hash(given['root1']), hash(given['root2']), proof)
    expect(holds).toBe(!given.wantErr)
  })
})

describe('C2SP examples', () => {
  type Example = Record<string, { note?: string; vkey?: string }>
  const examples = JSON.parse(file('ledger/c2sp_examples/examples.json')) as Example
  const signed = examples['signed_note_example']

  test('the signed note holds for its key, and no longer with one character changed', async () => {
    const key = parseVkey(signed?.vkey ?? '')
    const text = signed?.note ?? ''
    if (!key) throw new Error('the example key is not read')
    const holds = async (note: string): Promise<boolean> => {
      const parsed = parseNote(note)
      return parsed !== undefined && verifyNote(parsed, key)
    }
    expect(await holds(text)).toBe(true)
    for (let at = 0; at < text.length; at++) {
      const put = text[at] === 'A' ? 'B' : 'A'
      expect(await holds(text.slice(0, at) + put + text.slice(at + 1))).toBe(false)
    }
  })

  test.each(['checkpoint_format_example', 'cosigned_checkpoint_format_example'])('%s is read', name => {
    const note = parseNote(examples[name]?.note ?? '')
    expect(parseCheckpoint(note?.text ?? '')).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163n })
    expect(note?.signatures).toHaveLength(name.startsWith('cosigned') ? 2 : 1)
  })
})

type Vector = { number: number; key: string; sig: string; msg: string; flags: string[] | null }
const vectors = JSON.parse(file('ledger/cctv_ed25519/ed25519vectors.json')) as Vector[]
const refused = new Set(['low_order_A', 'low_order_R', 'non_canonical_A', 'non_canonical_R', 'low_order_residue'])
const rule = vectors.filter(({ flags }) => !(flags ?? []).some(flag => refused.has(flag))).map(({ number }) => number)

describe('Ed25519 edge cases', () => {
  const accepted = async (check: (vector: Vector) => Promise<boolean>): Promise<number[]> => {
    const answers: number[] = []
    for (const vector of vectors) if (await check(vector)) answers.push(vector.number)
    return answers
  }

  test('are 914, of which the rule accepts 43', () => expect([vectors.length, rule.length]).toEqual([914, 43]))

  test('this runtime accepts exactly those', async () => {
    expect(await accepted(({ key, sig, msg }) => verifySignature(fromHex(key), fromHex(sig), utf8(msg)))).toEqual(rule)
  })

  test('the equation on plain arithmetic accepts exactly those', async () => {
    const own = async ({ key, sig, msg }: Vector): Promise<boolean> => {
      const [point, signature] = [fromHex(key), fromHex(sig)]
      if (!isAcceptablePoint(point) || !isAcceptablePoint(signature.slice(0, 32))) return false
      return equationHolds(point, signature, utf8(msg))
    }
    expect(await accepted(own)).toEqual(rule)
  })

  describe('in Chromium', () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser.close())

    test('exactly those are accepted', async () => {
      const contents = `import { fromHex, utf8 } from './verifier/bytes.ts'
        import { verifySignature } from './verifier/ed25519.ts'
        globalThis.check = async vectors => {
          const accepted = []
          for (const { number, key, sig, msg } of vectors)
            if (await verifySignature(fromHex(key), fromHex(sig), utf8(msg))) accepted.push(number)
          return accepted
        }`
      const stdin = { contents, resolveDir: import.meta.dirname, loader: 'ts' } as const
      const { outputFiles } = await build({
        stdin,
        bundle: true,
        write: false,
        format: 'iife',
        target: 'es2022',
        logLevel: 'silent',
      })
      const page = await browser.newPage()
      // WebCrypto is there for secure origins only; localhost is one, and no server is needed for an answer of our own.
      await page.route('http://localhost/**', route => route.fulfill({ contentType: 'text/html', body: '<p>' }))
      await page.goto('http://localhost/')
      await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
      const answer = await page.evaluate(
        given => (globalThis as unknown as { check(v: unknown): Promise<number[]> }).check(given),
        vectors,
      )
      expect(answer).toEqual(rule)
    }, 60_000)
  })
})

describe('RFC 8785', () => {
  test.each(readdirSync(path.join(DATA, 'jcs/input')))('%s', name => {
    const value = parseJson(file('jcs/input', name))
    expect(canonical(value)).toBe(file('jcs/output', name))
    const hex = file('jcs/outhex', name.replace('.json', '.txt')).replace(/\s+/g, '')
    expect(Buffer.from(utf8(canonical(value))).toString('hex')).toBe(hex)
  })
})
