// SPDX-License-Identifier: EUPL-1.2
// Styles, fonts, the mark and the islands, built at the first start and kept by the digest of what they are made of.
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderToString } from 'preact-render-to-string'
import { addressOf, type AssetFile, compressed, digest, typeOf } from './asset-files.ts'
import { loadFonts } from './fonts.ts'
import { bundleIslands, findIslands, islandInputs } from './islands.ts'
import { Logo } from './nc/icon.tsx'
import type { PageAssets } from './page-context.tsx'
import { selectorsIn } from './selectors.ts'

export type { AssetFile } from './asset-files.ts'
export type Assets = PageAssets & { files: ReadonlyMap<string, AssetFile> }

const root = fileURLToPath(new URL('../../..', import.meta.url))
const packages = path.join(root, 'node_modules')
const source = path.join(root, 'src')
const styles = fileURLToPath(new URL('styles', import.meta.url))
// Raised when the way of building changes, so that older results are not taken for ours.
const recipe = 'assets-1'

let loaded: Promise<Assets> | undefined

/** Once for a process; a warm start only reads and hashes the sources. */
export function loadAssets(): Promise<Assets> {
  loaded ??= assemble()
  return loaded
}

async function assemble(): Promise<Assets> {
  const [fonts, css, islands] = await Promise.all([loadFonts(packages), stylesheets(), islandBundles()])
  const files = new Map<string, AssetFile>()
  const icon = Buffer.from(renderToString(Logo()).replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'))
  const add = (name: string, file: AssetFile) => {
    const url = addressOf(name, file.body)
    files.set(url, file)
    return url
  }
  for (const [url, body] of fonts.files) files.set(url, compressed(url, body))
  const islandUrls = new Map([...islands].map(([name, file]) => [name, add(`${name}.js`, file)]))
  return {
    css: { ltr: add('nc-ltr.css', css.ltr), rtl: add('nc-rtl.css', css.rtl) },
    fonts: fonts.preload,
    icon: add('mark.svg', compressed('mark.svg', icon)),
    island: name => islandUrls.get(name) ?? fail(`No island called ${name}`),
    files,
  }
}

async function stylesheets(): Promise<{ ltr: AssetFile; rtl: AssetFile }> {
  const [pages, own, fonts, version] = await Promise.all([
    sources(source, '.tsx'),
    sources(styles, '.css'),
    loadFonts(packages),
    readFile(path.join(packages, 'bootstrap-italia/package.json'), 'utf8'),
  ])
  const selectors = new Set([...selectorsIn(pages.map(file => file.text).join('\n'))].toSorted())
  const css = own.map(file => file.text).join('\n')
  const key = digest(recipe, version, fonts.css, css, [...selectors].join(' '))
  const kept = await cached(`css-${key}`, ['ltr.css', 'rtl.css'], async () => {
    const { buildStylesheets } = await import('./stylesheet.ts')
    const { ltr, rtl } = await buildStylesheets({ packages, selectors, fonts: fonts.css, own: css })
    return { 'ltr.css': ltr, 'rtl.css': rtl }
  })
  return { ltr: kept['ltr.css'], rtl: kept['rtl.css'] }
}

async function islandBundles(): Promise<Map<string, AssetFile>> {
  const found = await findIslands(source)
  if (found.size === 0) return new Map()
  const names = [...found.keys()]
  const key = digest(recipe, await islandInputs(found, packages))
  const kept = await cached(
    `islands-${key}`,
    names.map(name => `${name}.js`),
    async () => {
      const bundles = await bundleIslands(found)
      return Object.fromEntries([...bundles].map(([name, body]) => [`${name}.js`, body]))
    },
  )
  return new Map(names.map(name => [name, kept[`${name}.js`] ?? fail(`Island ${name} was not built`)]))
}

type Source = { file: string; text: string }

async function sources(folder: string, ending: string): Promise<Source[]> {
  const names = (await readdir(folder, { recursive: true })).filter(name => name.endsWith(ending)).toSorted()
  return Promise.all(names.map(async file => ({ file, text: await readFile(path.join(folder, file), 'utf8') })))
}

/** Reads a folder of built files, with their compressed forms, or builds it; never half of one. */
async function cached<Name extends string>(
  folder: string,
  names: readonly Name[],
  build: () => Promise<Record<Name, Buffer>>,
): Promise<Record<Name, AssetFile>> {
  const place = path.join(packages, '.cache/nuove-comunita', folder)
  if (!existsSync(place)) await keep(place, await build())
  const entries = names.map(async (name): Promise<[Name, AssetFile]> => {
    const [body, gzip, brotli] = await Promise.all(
      ['', '.gz', '.br'].map(ending => readFile(path.join(place, name + ending))),
    )
    return [name, { type: typeOf(name), body: body ?? none, gzip: gzip ?? none, brotli: brotli ?? none }]
  })
  return Object.fromEntries(await Promise.all(entries)) as Record<Name, AssetFile>
}

const none = Buffer.alloc(0)

async function keep(place: string, files: Record<string, Buffer>): Promise<void> {
  const half = `${place}.${process.pid}.${Math.random().toString(36).slice(2)}`
  await mkdir(half, { recursive: true })
  for (const [name, body] of Object.entries(files)) {
    const { gzip, brotli } = compressed(name, body)
    await writeFile(path.join(half, name), body)
    await writeFile(path.join(half, `${name}.gz`), gzip ?? none)
    await writeFile(path.join(half, `${name}.br`), brotli ?? none)
  }
  // Two processes may build at once; the second finds the folder taken, with the same bytes in it.
  await rename(half, place).catch(error => {
    if (!existsSync(place)) throw error
  })
}

function fail(message: string): never {
  throw new Error(message)
}
