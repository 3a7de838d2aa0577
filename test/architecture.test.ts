// SPDX-License-Identifier: EUPL-1.2
// Guards the shape of the house (CONTRIBUTING.md): slices in order, flat inside, imports and SQL only downward.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  cyclesIn,
  foreignTables,
  importsOf,
  isTest,
  ORDER,
  packageProblem,
  readSources,
  sliceOf,
  type Source,
  upwardOrAround,
} from './support/sources.ts'

const sources = readSources()
const code = sources.filter(source => !isTest(source.file))
const list = (problems: readonly string[]) => problems.toSorted().join('\n')

describe('imports', () => {
  test('R1, R2: only downward, and other slices only through their index', () => {
    expect(list(sources.flatMap(upwardOrAround))).toBe('')
  })

  test('R3: lib and the verifier import nothing from outside themselves', () => {
    const alone = (source: Source, folder: string) =>
      importsOf(source)
        .filter(given => !given.startsWith('./') && !(given.startsWith('../') && folder === 'src/lib'))
        .filter(given => !(folder === 'src/lib' && given.startsWith('#lib/')))
        .map(given => `${source.file} imports ${given}`)
    const inLib = code.filter(source => source.file.startsWith('src/lib/')).flatMap(s => alone(s, 'src/lib'))
    const inVerifier = code
      .filter(source => source.file.startsWith('src/ledger/verifier/'))
      .flatMap(s => alone(s, 'src/ledger/verifier'))
    expect(list([...inLib, ...inVerifier])).toBe('')
  })

  test('R3: the verifier stays under 1,500 lines', () => {
    const lines = code.filter(s => s.file.startsWith('src/ledger/verifier/')).reduce((sum, s) => sum + s.lines, 0)
    expect(lines).toBeGreaterThan(0)
    expect(lines).toBeLessThan(1500)
  })

  test('R4: no file imports itself through others', () => {
    expect(list(cyclesIn(code))).toBe('')
  })

  test('R6: packages only in the kinds of file made for them', () => {
    expect(list(code.flatMap(packageProblem))).toBe('')
  })

  test('R10: a store is imported only inside its slice', () => {
    const reached = sources.flatMap(source =>
      importsOf(source)
        .filter(given => given.startsWith('#') && given.includes('.store.') && sliceOf(given) !== sliceOf(source.file))
        .map(given => `${source.file} imports ${given}`),
    )
    expect(list(reached)).toBe('')
  })
})

describe('SQL', () => {
  test('R5: a slice writes only tables that carry its name', () => {
    expect(list(sources.filter(s => s.file.startsWith('src/')).flatMap(foreignTables))).toBe('')
  })
})

describe('files', () => {
  // Data, not code: texts of passwords, shapes of drawings, rows of rules. Each with its reason; the list only shrinks.
  const allowed = new Map<string, string>(
    JSON.parse(readFileSync(new URL('./architecture.allowed.json', import.meta.url), 'utf8')).map(
      (entry: { file: string; reason: string }) => [entry.file, entry.reason],
    ),
  )

  test('R7: a file has at most 300 lines', () => {
    const long = code.filter(source => source.lines > 300 && !allowed.has(source.file))
    expect(list(long.map(source => `${source.file}: ${source.lines} lines`))).toBe('')
  })

  test('R7: what is allowed to be longer still is', () => {
    const long = new Set(code.filter(source => source.lines > 300).map(source => source.file))
    expect([...allowed.keys()].filter(file => !long.has(file))).toEqual([])
  })

  test('R8: no default export, no junk drawer, kebab-case names', () => {
    const junk = /(^|[/.-])(utils?|common|misc|helpers?|shared|stuff)([/.-]|$)/
    const problems = code.flatMap(source => [
      ...(/^export default /m.test(source.text) ? [`${source.file} has a default export`] : []),
      ...(junk.test(source.file.replace('common-passwords', '')) ? [`${source.file} is a junk drawer`] : []),
      ...(/[A-Z_ ]/.test(source.file.replace('_gallery', '')) ? [`${source.file} is not in kebab-case`] : []),
    ])
    expect(list(problems)).toBe('')
  })

  test('R9: every suppression says why', () => {
    const silent = sources.flatMap(source =>
      source.text
        .split('\n')
        .flatMap((line, at) =>
          /oxlint-disable|biome-ignore|@ts-(ignore|expect-error|nocheck)/.test(line) && !/ -- \S{3}|: \S{3}/.test(line)
            ? [`${source.file}:${at + 1}`]
            : [],
        ),
    )
    expect(list(silent.filter(at => !at.startsWith('test/architecture')))).toBe('')
  })

  test('every source says its licence', () => {
    const bare = code.filter(source => !source.text.slice(0, 120).includes('SPDX-License-Identifier: EUPL-1.2'))
    expect(list(bare.map(source => source.file))).toBe('')
  })

  test('every slice is in its place', () => {
    const slices = new Set(code.map(source => sliceOf(source.file)).filter(Boolean))
    expect([...slices].toSorted()).toEqual(ORDER.toSorted())
  })
})
