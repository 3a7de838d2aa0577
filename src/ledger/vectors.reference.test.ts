// SPDX-License-Identifier: EUPL-1.2
// Published vectors: RFC 6962 proofs, C2SP notes, Ed25519 edge cases, RFC 8785. REFERENCE_DATA says where they are.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { openBrowser } from '#test/support/browser.ts'
import { fromHex, toHex, utf8 } from './verifier/bytes.ts'
import { equationHolds } from './curve.build.ts'
import { isAcceptablePoint, verifySignature } from './verifier/ed25519.ts'
import { canonical, parseJson } from './verifier/json.ts'
import { verifyConsistency, verifyInclusion } from './verifier/merkle.ts'
import { parseCheckpoint, parseNote, parseVkey, type VerifierKey, verifyNote } from './verifier/note.ts'
import { isQuorum, parseTrust } from './verifier/policy.ts'
import { sha256 } from './verifier/sha256.ts'
import { LocalChain } from './anchors/chain.build.ts'
import contract from './anchors/register-witness.json' with { type: 'json' }
import { formatVkey } from './checkpoint.ts'
import { tilePath, tilesOf } from './tiles/tile.ts'
import { answerAddCheckpoint, memoryInProcess, type Witness } from './witness/add-checkpoint.ts'
import { cosignerNamed, MemoryLog } from './witness/witness.build.ts'

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

describe('the contract on a chain', () => {
  test('answers every consistency case that it can be asked as the rule says', async () => {
    const node = await LocalChain.start()
    const data = `0x${contract.creation}`
    await node.answer('eth_sendTransaction', [{ data }])
    const to = node.receipts[0]?.contractAddress
    const word = (value: string): string => BigInt(value).toString(16).padStart(64, '0')
    const hash = (text: string): string => Buffer.from(text, 'base64').toString('hex')
    let asked = 0
    for (const name of readdirSync(path.join(DATA, 'ledger/merkle/consistency'), { recursive: true }) as string[]) {
      if (!name.endsWith('.json')) continue
      const text = file('ledger/merkle/consistency', name).replace(/"(size1|size2)":\s*(\d+)/g, '"$1": "$2"')
      const given = JSON.parse(text) as { [key: string]: string } & { proof: string[] | null; wantErr: boolean }
      const hashes = [given['root1'] ?? '', given['root2'] ?? '', ...(given.proof ?? [])].map(hash)
      const sizes = [given['size1'] ?? '0', given['size2'] ?? '0']
      // Hashes of another length and sizes beyond 64 bits have no form on the chain.
      if (hashes.some(one => one.length !== 64) || sizes.some(size => BigInt(size) >= 1n << 64n)) continue
      const [root1 = '', root2 = '', ...proof] = hashes
      const words = [...sizes.map(word), root1, root2, word('160'), word(String(proof.length)), ...proof]
      const answer = await node.answer('eth_call', [{ to, data: `0x${contract.methods.consistent}${words.join('')}` }])
      expect(BigInt(String(answer)) === 1n, name).toBe(!given.wantErr)
      asked++
    }
    expect(asked).toBeGreaterThan(35)
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
      const contents = `import { fromHex, toHex, utf8 } from './verifier/bytes.ts'
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

describe('witness exchanges', () => {
  type Exchange = { source: string; log: string; body: string; status: number; asserts: string[] }
  const { cases } = JSON.parse(file('ledger/witness_http/litewitness.json')) as { cases: Exchange[] }
  const origins: Record<string, string> = {
    // The key of this log carries another name than its heads.
    'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8': 'go.sum database tree',
  }

  /** A key as the archive names it: a verifier key, or a bare one under the name that the log's heads carry. */
  function logOf({ log, body }: Exchange): { origin: string; key: VerifierKey } {
    const hex = /ed25519 hex ([0-9a-f]{64})$/.exec(log)?.[1]
    const origin = origins[log] ?? `sigsum.org/v1/tree/${toHex(sha256(fromHex(hex ?? '')))}`
    const key = parseVkey(hex ? formatVkey(origin, fromHex(hex)) : log)
    if (!key) throw new Error(`no key in ${body}`)
    return { origin, key }
  }

  test('are ten', () => expect(cases).toHaveLength(10))

  test('each gets its status, in their order', async () => {
    const witnesses = new Map<string, Witness>()
    for (const one of cases) {
      const { origin, key } = logOf(one)
      const cosigner = cosignerNamed('example.com/witness')
      const logs = new Map([[origin, key]])
      const witness = witnesses.get(one.source) ?? { cosigner, logs, memory: memoryInProcess(), now: () => 1 }
      witnesses.set(one.source, witness)
      const answer = await answerAddCheckpoint(one.body, witness)
      // Before specification 1.0.0 an unknown log was answered with 403; now it is 404.
      const unknown = one.asserts.some(given => given.includes('unknown log'))
      expect(answer.status, one.body).toBe(unknown ? 404 : one.status)
      const wanted = one.asserts.map(given => /^body (contains|==) "(.*)"$/.exec(given)).filter(given => given !== null)
      expect(
        wanted.every(([, how, text = '']) => (how === '==' ? answer.body === JSON.parse(`"${text}"`) : true)),
      ).toBe(true)
      const lines = wanted.filter(([, how]) => how === 'contains' && answer.status === 200)
      expect(lines.every(([, , text = '']) => answer.body.includes(text))).toBe(true)
    }
  })
})

test('the examples of tile paths and of a policy are read', () => {
  const examples = JSON.parse(file('ledger/c2sp_examples/examples.json'))
  const [path, ...trees] = examples.tile_path_examples
  expect(tilePath({ level: 0, position: path.index, width: 256 })).toBe(`tile/0/${path.path}`)
  for (const { size, ...counts } of trees) {
    const found = Object.keys(counts).map(name => {
      const [, kind, level] = /^(full|partial)_level(\d)$/.exec(name) ?? []
      const tiles = tilesOf(size).filter(tile => tile.level === Number(level))
      return [name, kind === 'full' ? tiles.filter(tile => tile.width === 256).length : tiles.at(-1)?.width]
    })
    expect(Object.fromEntries(found)).toEqual(counts)
  }
  const log = new MemoryLog().vkey
  const text = String(examples.policy_example.text).replace('log <vkey>', `log ${log}`)
  const trust = parseTrust(
    text.replaceAll(/(witness \w+) <vkey>/g, (_, start) => `${start} ${cosignerNamed('w').vkey}`),
  )
  expect(trust).toMatchObject({ keys: [{ vkey: log }], policy: { quorum: 'X-and-Y' } })
  const policy = typeof trust === 'number' ? undefined : trust.policy
  expect(policy && isQuorum(policy, new Set(['X1', 'X3', 'Y2']))).toBe(true)
  expect(policy && isQuorum(policy, new Set(['X1', 'Y1', 'Y2', 'Y3']))).toBe(false)
})

describe('RFC 8785', () => {
  test.each(readdirSync(path.join(DATA, 'jcs/input')))('%s', name => {
    const value = parseJson(file('jcs/input', name))
    expect(canonical(value)).toBe(file('jcs/output', name))
    const hex = file('jcs/outhex', name.replace('.json', '.txt')).replace(/\s+/g, '')
    expect(Buffer.from(utf8(canonical(value))).toString('hex')).toBe(hex)
  })
})
