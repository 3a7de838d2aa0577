// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import { changed, mistake, random, spansOf } from './damage.build.ts'
import { aRegister, anId, counting, MemoryRegister } from './ledger.build.ts'
import { newSecret } from './crypto.client.ts'
import { commit, eventOf, openFor } from './event.ts'
import { fromBase64 } from './verifier/bytes.ts'
import { canonical } from './verifier/json.ts'
import { type Result, verify } from './verifier/index.ts'

const register = aRegister()
const bundle = register.bundle()
const trust = register.trust()
const codes = (result: Result): string[] => [...result.failures, ...result.gaps].map(one => one.code)
type Loose = Record<string, never> & { [key: string]: unknown }
const edited = (edit: (value: Loose) => void): Buffer => {
  const value = JSON.parse(bundle.toString('utf8')) as Loose
  edit(value)
  return Buffer.from(canonical(value))
}

describe('a sound bundle', () => {
  test('is proved with trusted keys: exit code 0', async () => {
    const result = await verify(bundle, trust)
    expect(result).toMatchObject({ exit: 0, failures: [] })
    expect(result.proved.map(one => one.code)).toEqual(
      expect.arrayContaining(['proved.acts', 'proved.figures', 'proved.trust']),
    )
  })

  test('without trusted keys the first gap is that the key comes from the bundle itself: exit code 2', async () => {
    const result = await verify(bundle)
    expect(result).toMatchObject({ exit: 2, failures: [] })
    expect(codes(result)[0]).toBe('trust.own-keys')
  })

  test('is never said to be countersigned', async () => {
    expect(codes(await verify(bundle, trust))).toContain('cosign.none')
  })

  test('always says what no check can prove', async () => {
    const { limits } = await verify(bundle, trust)
    expect(limits.map(one => one.code)).toEqual(expect.arrayContaining(['limit.fact', 'limit.unrecorded', 'limit.who']))
  })

  test('has exactly one form: spaces, another order and escapes are refused', async () => {
    const text = bundle.toString('utf8')
    const others = [
      text.replace('{"acts"', '{ "acts"'),
      `${text}\n`,
      text.replace('"acts"', '"\\u0061cts"'),
      `\ufeff${text}`,
    ]
    for (const other of others) expect((await verify(Buffer.from(other), trust)).exit).toBe(1)
  })

  test('leaves a gap for each act whose number is missing', async () => {
    const coop = [...register.organisations.values()][0]
    const result = await verify(register.bundle({ only: act => act.keyId !== coop?.keyId || act.seq !== 4 }), trust)
    expect(result.exit).toBe(0)
    expect(result.gaps).toContainEqual(
      expect.objectContaining({ code: 'range.missing', args: expect.objectContaining({ ranges: '4', n: 1 }) }),
    )
  })

  test('with an unread act does not call a figure wrong, but not proved', async () => {
    const lacking = register.bundle({
      report: register.report(),
      change: parts => {
        const act = parts.acts.find(one => one.opening?.event.type === 'hours.signed' && one.opening.event.seq > 5)
        if (act) act.opening = null
      },
    })
    const result = await verify(lacking, trust)
    expect(result).toMatchObject({ exit: 0, failures: [] })
    expect(codes(result)).toEqual(expect.arrayContaining(['act.not-opened', 'report.unopened']))
    expect(result.proved.map(one => one.code)).not.toContain('proved.figures')
  })
})

describe('damage', () => {
  const spans = spansOf(bundle)

  test('a thousand random byte changes: all refused, the changed act or part named', async () => {
    const pick = random(20261121)
    const mistakes: string[] = []
    for (let i = 0; i < 1000; i++) {
      const at = pick(bundle.length)
      const wrong = mistake(await verify(changed(bundle, at, pick(255)), trust), at, spans)
      if (wrong) mistakes.push(wrong)
    }
    expect(mistakes).toEqual([])
  }, 60_000)

  test('every byte of the header', async () => {
    const header = spans.find(span => span.part === 'header')
    const mistakes: string[] = []
    for (let at = header?.from ?? 0; at < (header?.to ?? 0); at++) {
      const wrong = mistake(await verify(changed(bundle, at, at), trust), at, spans)
      if (wrong) mistakes.push(wrong)
    }
    expect(header).toBeDefined()
    expect(mistakes).toEqual([])
  }, 60_000)

  test('a file cut short anywhere, and any bytes appended', async () => {
    for (let length = 1; length < bundle.length; length += 97) {
      expect((await verify(bundle.subarray(0, length), trust)).exit).toBeGreaterThan(0)
    }
    for (const more of [' ', '\n', '\0', '{}', bundle.toString('utf8')]) {
      const result = await verify(Buffer.concat([bundle, Buffer.from(more)]), trust)
      expect(result).toMatchObject({
        exit: 1,
        failures: [{ code: expect.stringMatching(/^file\.|^part\./), part: 'file' }],
      })
    }
  })

  test('reordered parts and reordered acts', async () => {
    const value = JSON.parse(bundle.toString('utf8')) as Record<string, unknown>
    const turned = Object.fromEntries(Object.entries(value).reverse())
    expect(await verify(Buffer.from(JSON.stringify(turned)), trust)).toMatchObject({
      exit: 1,
      failures: [{ code: 'file.order' }],
    })
    const swapped = edited(file => {
      const acts = file['acts'] as unknown as unknown[]
      ;[acts[3], acts[4]] = [acts[4], acts[3]]
    })
    const result = await verify(swapped, trust)
    expect(result.exit).toBe(1)
    expect(result.failures.filter(one => one.act)).toHaveLength(2)
  })

  test('a member that nobody knows, a missing part, a repeated key', async () => {
    expect(
      (
        await verify(
          edited(file => Object.assign(file, { extra: 1 })),
          trust,
        )
      ).exit,
    ).toBe(1)
    for (const part of Object.keys(JSON.parse(bundle.toString('utf8')) as object)) {
      const lacking = edited(file => {
        delete file[part]
      })
      expect(await verify(lacking, trust)).toMatchObject({ exit: 1, failures: [{ part }] })
    }
    const doubled = bundle.toString('utf8').replace('"asOf":', '"asOf":"2020-01-01","asOf":')
    expect(await verify(Buffer.from(doubled), trust)).toMatchObject({ exit: 1, failures: [{ part: 'report' }] })
  })

  test('any member taken away, anywhere: refused without falling over', async () => {
    type Tree = { [key: string]: unknown }
    const paths: string[][] = []
    const walk = (value: unknown, path: string[]): void => {
      if (typeof value !== 'object' || value === null) return
      for (const [key, inner] of Object.entries(value)) {
        paths.push([...path, key])
        walk(inner, [...path, key])
      }
    }
    walk(JSON.parse(bundle.toString('utf8')), [])
    const accepted: string[] = []
    for (const path of paths) {
      const lacking = edited(file => {
        const parent = path.slice(0, -1).reduce<Tree>((at, key) => at[key] as Tree, file)
        if (Array.isArray(parent)) parent.splice(Number(path.at(-1)), 1)
        else delete parent[path.at(-1) ?? '']
      })
      if ((await verify(lacking, trust)).exit === 0) accepted.push(path.join('.'))
    }
    expect(paths.length).toBeGreaterThan(300)
    expect(accepted).toEqual([])
  }, 60_000)

  test('the whole bundle rebuilt under other keys: refused with trusted keys, and each foreign key named', async () => {
    const forged = aRegister()
    const result = await verify(forged.bundle(), trust)
    expect(result.exit).toBe(1)
    expect(codes(result)).toEqual(expect.arrayContaining(['trust.foreign-log', 'trust.foreign-key']))
    expect((await verify(forged.bundle())).exit).toBe(2)
  })

  test('an act of one register is worth nothing in another', async () => {
    const other = new MemoryRegister('nuovecomunita.example/altra')
    other.organisation('Coop. Il Girasole')
    const stolen = register.acts[1]
    const result = await verify(
      other.bundle({ change: parts => stolen && void parts.acts.push({ ...stolen, index: 1 }) }),
    )
    expect(result.exit).toBe(1)
  })
})

describe('an exporter who lies', () => {
  test('about an opened value is caught by the seal of the act, with its name and field', async () => {
    const lying = register.bundle({
      change: parts => {
        const act = parts.acts.find(one => one.opening?.fields['minutes'])
        const minutes = act?.opening?.fields['minutes']
        if (act?.opening && minutes) {
          act.opening = { ...act.opening, fields: { ...act.opening.fields, minutes: { ...minutes, value: 999 } } }
        }
      },
    })
    expect(await verify(lying, trust)).toMatchObject({
      exit: 1,
      failures: [{ code: 'act.other-field', args: { field: 'minutes' } }],
    })
  })

  test('about the whole content of an act is caught by its commitment', async () => {
    const secret = newSecret()
    const lying = register.bundle({
      change: parts => {
        const act = parts.acts.find(one => one.opening?.event.type === 'hours.signed')
        if (!act?.opening) return
        const { fields: _, ...event } = act.opening.event
        act.opening = openFor({ event, values: { minutes: 6000, measureKind: 'guidance' } }, secret, [
          'minutes',
          'measureKind',
        ])
      },
    })
    expect(await verify(lying, trust)).toMatchObject({ exit: 1, failures: [{ code: 'act.other-content' }] })
  })

  test('about a figure is caught by counting again', async () => {
    const report = register.report()
    for (const figure of Object.keys(report.figures)) {
      const stated = { ...report.figures, [figure]: (report.figures[figure] ?? 0) + 1 }
      const result = await verify(register.bundle({ report: { ...report, figures: stated } }), trust)
      expect(result).toMatchObject({ exit: 1, failures: [{ code: 'report.figure', args: { figure } }] })
    }
  })

  test('about the place of an act, or the shared proof, is caught by the head', async () => {
    const partial = { only: (act: { seq: number }) => act.seq % 2 === 0 }
    const moved = register.bundle({
      ...partial,
      change: parts => parts.acts.at(-1) && void (parts.nodes[0] = new Uint8Array(32)),
    })
    expect(await verify(moved, trust)).toMatchObject({ exit: 1, failures: [{ code: 'register.other-root' }] })
  })

  test('about the name of a key is caught by its registration', async () => {
    const renamed = register.bundle({
      change: parts => {
        parts.keys = {
          ...parts.keys,
          organisations: parts.keys.organisations.map(key => ({ ...key, name: 'Altro ente' })),
        }
      },
    })
    expect((await verify(renamed, trust)).failures.map(one => one.code)).toContain('key.other-registration')
  })
})

describe('what is no bundle', () => {
  test.each(['', 'ciao', '{}', '[1,2]', '\u0000\u0001', '{"acts":[]}'])('%j: exit code 3', async text => {
    expect(await verify(Buffer.from(text), trust)).toMatchObject({ exit: 3, failures: [{ code: 'file.not-a-bundle' }] })
  })

  test('trusted keys that are none: exit code 3, and the line is named', async () => {
    expect(await verify(bundle, `${trust}not-a-key\n`)).toMatchObject({
      exit: 3,
      failures: [{ code: 'trust.unreadable', args: { line: 5 } }],
    })
    expect(await verify(bundle, '# nothing\n')).toMatchObject({ exit: 3, failures: [{ code: 'trust.empty' }] })
  })
})

test('a commitment says nothing without its salt: the same event under two keys gives unrelated bytes', () => {
  const event = {
    v: 1 as const,
    net: anId('n'),
    org: anId('o'),
    seq: 1,
    type: 'a',
    at: '2026-11-21',
    actorRole: 'r',
    subjectRef: null,
    programme: null,
  }
  const commitments = [newSecret(), newSecret()].map(key =>
    commit(eventOf({ event, values: { minutes: 1 } }, key), key),
  )
  expect(commitments[0]).not.toEqual(commitments[1])
  expect(fromBase64('AA==')).toHaveLength(1)
  expect(counting.hours).toEqual(['hours.signed'])
})
