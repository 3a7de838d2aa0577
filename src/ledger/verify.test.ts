// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import { aRegister, anId, counting } from './ledger.build.ts'
import { newSecret } from './crypto.client.ts'
import { commit, eventOf, openFor } from './event.ts'
import { fromBase64 } from './verifier/bytes.ts'
import { type Result, verify } from './verifier/index.ts'

const register = aRegister()
const bundle = register.bundle()
const trust = register.trust()
const codes = (result: Result): string[] => [...result.failures, ...result.gaps].map(one => one.code)
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
