// SPDX-License-Identifier: EUPL-1.2
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** Every `<slice>/islands/<name>.island.tsx` (or `.ts`), by name. */
export async function findIslands(source: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const name of (await readdir(source, { recursive: true })).toSorted()) {
    const island = /(?:^|[/\\])islands[/\\]([a-z-]+)\.island\.tsx?$/.exec(name)
    if (island?.[1]) found.set(island[1], path.join(source, name))
  }
  return found
}

/** All that a bundle can be made of: the slices' own files below each island, lib, and the versions of the packages. */
export async function islandInputs(islands: ReadonlyMap<string, string>, packages: string): Promise<string> {
  const source = path.join(packages, '../src')
  const slices = new Set([...islands.values()].map(file => path.relative(source, file).split(path.sep)[0] ?? ''))
  const folders = [...slices, 'lib'].toSorted()
  const texts = await Promise.all(
    folders.map(async folder => {
      const names = (await readdir(path.join(source, folder), { recursive: true })).filter(isCode).toSorted()
      const bodies = await Promise.all(names.map(name => readFile(path.join(source, folder, name), 'utf8')))
      return names.map((name, at) => `${folder}/${name}\0${bodies[at]}`).join('\0')
    }),
  )
  const versions = ['preact', 'esbuild'].map(name => readFile(path.join(packages, name, 'package.json'), 'utf8'))
  return [...texts, ...(await Promise.all(versions))].join('\0')
}

function isCode(name: string): boolean {
  return /\.(ts|tsx|json)$/.test(name) && !/\.(test|routes|store)\.tsx?$/.test(name)
}

export async function bundleIslands(islands: ReadonlyMap<string, string>): Promise<Map<string, Buffer>> {
  const { build } = await import('esbuild')
  const bundles = new Map<string, Buffer>()
  for (const [name, file] of islands) {
    const result = await build({
      entryPoints: [file],
      bundle: true,
      write: false,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      legalComments: 'none',
      logLevel: 'silent',
    })
    bundles.set(name, Buffer.from(result.outputFiles[0]?.contents ?? new Uint8Array()))
  }
  return bundles
}
