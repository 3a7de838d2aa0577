// SPDX-License-Identifier: EUPL-1.2
// A bundle damaged in every way there is, by the hundred.
import { describe, expect, test } from 'vitest'
import { changed, mistake, random, spansOf } from './damage.build.ts'
import { aRegister, MemoryRegister } from './ledger.build.ts'
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
