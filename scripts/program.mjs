// SPDX-License-Identifier: EUPL-1.2
// Runs main, demo or cli from one compiled copy of the sources, kept by their digest: loading some 600 modules one by
// one through a transpiling loader takes three times as long as all else that a start does (docs/decisions/0017).
// Plain JavaScript, since a machine without a pinned Node runs it on Node 20.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import module from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const place = path.join(root, 'node_modules/.cache/nuove-comunita')
const RECIPE = 'program-1' // raised when the way of compiling changes
const TESTS = /\.(test|bench|build)\.tsx?$/

/** The digest of every source's name, size and time: reading them all would cost what it saves. */
function digestOfSources() {
  const hash = createHash('sha256').update(RECIPE)
  const names = readdirSync(path.join(root, 'src'), { recursive: true }).map(String)
  for (const name of [
    ...names.filter(one => /\.(tsx?|json)$/.test(one) && !TESTS.test(one)).sort(),
    '../package-lock.json',
  ]) {
    const { size, mtimeMs } = statSync(path.join(root, 'src', name))
    hash.update(`${name}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 20)
}

/** Files are still found beside their sources, so each module keeps the address it had. */
const keepAddresses = {
  name: 'keep-addresses',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href)),
      loader: file.endsWith('x') ? 'tsx' : 'ts',
    }))
  },
}

async function compile(folder) {
  const { build } = await import('esbuild')
  const half = `${folder}.${randomUUID()}`
  await build({
    absWorkingDir: root,
    entryPoints: ['main', 'demo', 'cli'].map(name => `src/app/${name}.ts`),
    outdir: half,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true, // what is imported only when needed stays apart
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'error',
    plugins: [keepAddresses],
  })
  // What a running program may still load stays a day.
  for (const name of readdirSync(place).filter(one => one.startsWith('program-'))) {
    const old = path.join(place, name)
    if (old !== half && Date.now() - statSync(old).mtimeMs > 86_400_000) rmSync(old, { recursive: true, force: true })
  }
  // Two starts at once both compile; whoever is second finds the folder there and its own is thrown away.
  if (existsSync(folder)) rmSync(half, { recursive: true })
  else renameSync(half, folder)
}

mkdirSync(place, { recursive: true })
const folder = path.join(place, `program-${digestOfSources()}`)
if (!existsSync(folder)) await compile(folder)
module.enableCompileCache?.(path.join(place, 'bytecode')) // Node 22.8 and newer
process.setSourceMapsEnabled(true)
process.argv.splice(1, 1) // from here on as if the entry had been started itself
await import(pathToFileURL(path.join(folder, `${path.basename(process.argv[1], '.ts')}.mjs`)).href)
