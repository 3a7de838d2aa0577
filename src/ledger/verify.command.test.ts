// SPDX-License-Identifier: EUPL-1.2
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changed } from './damage.build.ts'
import { aRegister } from './ledger.build.ts'
import { findingTexts, sentence } from './verifier/index.ts'
import { verifyCommand } from './verify.command.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'nc-verify-'))
const file = (name: string): string => path.join(folder, name)
const register = aRegister()
const run = async (...argv: string[]): Promise<{ code: number; text: string }> => {
  let text = ''
  const code = await verifyCommand(argv, more => {
    text += more
  })
  return { code, text }
}

beforeAll(() => {
  const bundle = register.bundle()
  writeFileSync(file('good.json'), bundle)
  writeFileSync(file('bad.json'), changed(bundle, 2000, 1))
  writeFileSync(file('keys.txt'), register.trust())
  writeFileSync(file('foreign.txt'), aRegister().trust())
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('exit codes', () => {
  test.each([
    [0, ['good.json', '--trust', 'keys.txt']],
    [1, ['bad.json', '--trust', 'keys.txt']],
    [1, ['bad.json']],
    [1, ['good.json', '--trust', 'foreign.txt']],
    [2, ['good.json']],
    [3, ['keys.txt', '--trust', 'keys.txt']],
    [3, ['good.json', '--trust', 'good.json']],
    [3, ['missing.json']],
    [3, ['good.json', '--trust', 'missing.txt']],
    [3, []],
    [3, ['good.json', 'bad.json']],
    [3, ['good.json', '--unknown']],
    [3, ['good.json', '--lang', 'xx']],
    [0, ['--help']],
  ] as const)('%d for %j', async (code, argv) => {
    const named = argv.map(arg => (/\.(json|txt)$/.test(arg) ? file(arg) : arg))
    expect((await run(...named)).code).toBe(code)
  })
})

test('the text gives the gaps before anything proved, in Italian or English', async () => {
  const { text } = await run(file('good.json'), '--trust', file('keys.txt'))
  expect(text.indexOf('Prima le lacune')).toBeLessThan(text.indexOf('Che cosa è provato'))
  expect(text).toContain('non ancora controfirmato')
  expect((await run(file('good.json'), '--lang', 'en')).text).toContain('The key comes from the bundle itself')
})

test('--json gives the whole result', async () => {
  const { text } = await run(file('good.json'), '--json')
  expect(JSON.parse(text)).toMatchObject({ exit: 2, failures: [], summary: { acts: { total: 13 } } })
})

test('every finding has its words in both languages, with the same arguments, and in the pages’ catalogues', () => {
  const names = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()
  const catalogues = ['it', 'en', 'fr', 'ar'].map(
    lang =>
      JSON.parse(readFileSync(path.join(import.meta.dirname, 'messages', `${lang}.json`), 'utf8')) as Record<
        string,
        string
      >,
  )
  for (const [code, text] of Object.entries(findingTexts.it)) {
    const all = [
      findingTexts.en[code as keyof typeof findingTexts.en],
      ...catalogues.map(each => each[`finding.${code}`] ?? ''),
    ]
    for (const other of all) expect(new Set(names(other))).toEqual(new Set(names(text)))
  }
  expect(catalogues[0]?.['finding.limit.fact']).toBe(sentence({ code: 'limit.fact', args: {} }, 'it'))
})
