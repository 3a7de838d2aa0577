// SPDX-License-Identifier: EUPL-1.2
// Reads every source once and tells what it imports and which tables it writes.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseAst } from 'rolldown/parseAst'

/** The slices from low to high: each may use only what stands before it. */
export const ORDER = [
  'lib',
  'platform',
  'ledger',
  'registry',
  'network',
  'skills',
  'plans',
  'placements',
  'cpi',
  'programmes',
  'portal',
  'app',
]

export type Source = { readonly file: string; readonly text: string; readonly lines: number }

const ROOT = path.resolve(import.meta.dirname, '../..')

export function readSources(): readonly Source[] {
  return globSync('{src,test,bench,scripts}/**/*.{ts,tsx}', { cwd: ROOT })
    .filter(file => !file.endsWith('/tables.ts'))
    .map(file => {
      const text = readFileSync(path.join(ROOT, file), 'utf8')
      return { file, text, lines: text.split('\n').length - 1 }
    })
}

export const isTest = (file: string): boolean =>
  /\.(test|build|fake|bench)\.tsx?$/.test(file) || !file.startsWith('src/') || file.includes('/testing/')

/** The slice of a file (src/plans/x.ts) or of an import (#plans/index.ts). */
export function sliceOf(place: string): string | undefined {
  return /^(?:src\/|#)([a-z]+)\//.exec(place)?.[1]
}

type Import = { readonly from: string; readonly typeOnly: boolean }
const known = new Map<string, readonly Import[]>()

/** Values and types imported, re-exported or imported on demand. */
function allImports(source: Source): readonly Import[] {
  const before = known.get(source.file)
  if (before) return before
  const found: Import[] = []
  const program = parseAst(source.text, { lang: source.file.endsWith('x') ? 'tsx' : 'ts' }, source.file)
  for (const node of program.body) {
    if (node.type === 'ImportDeclaration') found.push({ from: node.source.value, typeOnly: node.importKind === 'type' })
    if (node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source))
      found.push({ from: node.source?.value ?? '', typeOnly: node.exportKind === 'type' })
  }
  for (const match of source.text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g))
    found.push({ from: match[1] ?? '', typeOnly: false })
  known.set(source.file, found)
  return found
}

export const importsOf = (source: Source): readonly string[] => allImports(source).map(given => given.from)

export function upwardOrAround(source: Source): readonly string[] {
  const own = sliceOf(source.file)
  if (!own) return []
  return importsOf(source).flatMap(given => {
    const target = given.startsWith('.') ? sliceOf(resolve(source.file, given)) : sliceOf(given)
    if (!target || target === own) return []
    const where = `${source.file} imports ${given}`
    if (target === 'test') return isTest(source.file) ? [] : [where]
    if (!ORDER.includes(target)) return [`${where}: no such slice`]
    if (given.startsWith('.')) return [`${where}: by a relative path`]
    if (ORDER.indexOf(target) > ORDER.indexOf(own) && !isTest(source.file)) return [`${where}: upward`]
    if (target === 'lib' || target === 'platform' || own === 'app') return []
    if (given.endsWith('.build.ts') && isTest(source.file)) return []
    const narrow = /^#[a-z]+\/(index\.ts|verifier\/index\.ts)$/.test(given)
    return narrow || isTest(source.file) ? [] : [`${where}: past the index`]
  })
}

const resolve = (file: string, given: string) => path.posix.join(path.posix.dirname(file), given)

const places: Readonly<Record<string, string>> = { '#': 'src/' }

/** Cycles of value imports among files; types may point back. */
export function cyclesIn(sources: readonly Source[]): readonly string[] {
  const files = new Map(sources.map(source => [source.file, source]))
  const targets = (source: Source) =>
    allImports(source)
      .filter(given => !given.typeOnly)
      .map(({ from }) => (from.startsWith('#') ? from.replace('#', places['#'] ?? '') : resolve(source.file, from)))
      .flatMap(file => files.get(file) ?? [])
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  const visit = (source: Source, trail: readonly string[]): void => {
    if (state.get(source.file) === 'done') return
    if (state.get(source.file) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(source.file)), source.file].join(' → '))
      return
    }
    state.set(source.file, 'open')
    for (const next of targets(source)) visit(next, [...trail, source.file])
    state.set(source.file, 'done')
  }
  for (const source of sources) visit(source, [])
  return cycles
}

const ROLES: readonly (readonly [RegExp, RegExp])[] = [
  [/^zod$/, /\.(form|routes)\.tsx?$/],
  [/^(fastify|fastify-type-provider-zod)$/, /\.routes\.tsx?$/],
  [/^kysely$/, /\.store\.ts$/],
  [/^preact(\/|$)/, /\.(page|island)\.tsx$/],
  [/./, /\.(client|command|worker)\.ts$/],
]

/** R6: which kinds of file may use which packages. Anything goes in platform; tests and app wire everything. */
export function packageProblem(source: Source): readonly string[] {
  const own = sliceOf(source.file)
  if (own === 'platform' || own === 'app' || own === undefined) return []
  return allImports(source)
    .filter(({ from }) => !/^[.#]/.test(from))
    .filter(({ from }) => !ROLES.some(([name, file]) => name.test(from) && file.test(source.file)))
    .map(({ from }) => `${source.file} imports ${from}`)
}

const WRITES =
  /\b(?:insertInto\(|updateTable\(|deleteFrom\(|mergeInto\(|insertRows\(\s*\w+,|rowsFor\()\s*'([a-z_]+)|\b(?:insert\s+into|update|delete\s+from|create\s+table(?:\s+if\s+not\s+exists)?|alter\s+table)\s+([a-z]+_[a-z_]+)/gi

/** R5: tables written by a file of a slice that carry another slice's name. */
export function foreignTables(source: Source): readonly string[] {
  const own = sliceOf(source.file)
  if (isTest(source.file) || !own || own === 'lib' || own === 'app') return []
  const text = source.text.replaceAll(/\/\/.*$|\/\*[\s\S]*?\*\//gm, '')
  return [...text.matchAll(WRITES)]
    .map(match => match[1] ?? match[2] ?? '')
    .filter(table => ORDER.includes(table.split('_')[0] ?? '') && !table.startsWith(`${own}_`))
    .map(table => `${source.file} writes ${table}`)
}
