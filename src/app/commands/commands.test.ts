// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { refuser } from '#lib/refusal.ts'
import { type Command, EXIT, needed, parseArgs, UsageError } from './command.ts'
import { commands } from './commands.ts'
import { runCommand } from './run-command.ts'

const said = { out: '', err: '' }
beforeEach(() => {
  said.out = said.err = ''
  vi.stubEnv('LC_ALL', 'en_GB.UTF-8')
  vi.spyOn(console, 'log').mockImplementation(line => void (said.out += `${line}\n`))
  vi.spyOn(console, 'error').mockImplementation(line => void (said.err += `${line}\n`))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe('help', () => {
  test.each(['', '--help', 'help'])('%s lists every command with what it does', async arg => {
    expect(await runCommand(commands, arg ? [arg] : [])).toBe(EXIT.done)
    for (const { name } of commands) {
      expect(said.out).toContain(`npm run cli -- ${name} `)
      // A text that is missing would be its key.
      expect(said.out).not.toContain(`cli.help.${name}`)
    }
  })

  test.each([
    ['it_IT.UTF-8', 'Codice d’uscita', 'Exit code'],
    ['en_GB.UTF-8', 'Exit code', 'Codice d’uscita'],
    ['fr_FR.UTF-8', 'Code de sortie', 'Exit code'],
    ['ar_MA.UTF-8', 'رمز الخروج', 'Exit code'],
    ['de_DE.UTF-8', 'Codice d’uscita', 'Exit code'],
  ])('speaks one language, that of the console: %s', async (locale, words, others) => {
    vi.stubEnv('LC_ALL', locale)
    await runCommand(commands, ['help'])
    expect(said.out).toContain(words)
    expect(said.out).not.toContain(others)
  })

  test.each(commands.filter(command => command.name !== 'verify'))('$name --help tells its usage', async command => {
    expect(await runCommand(commands, [command.name, '--help'])).toBe(EXIT.done)
    expect(said.out).toContain(command.usage)
    expect(said.out.split('\n').length).toBeGreaterThan(2)
  })

  test('a word that is no command says so and lists them', async () => {
    expect(await runCommand(commands, ['bakcup'])).toBe(EXIT.usage)
    expect(said.err).toContain('bakcup')
    expect(said.out).toContain('backup FILE')
  })
})

const person = '0192a000-0000-7000-8000-000000000001'
describe('what is typed wrong is told in the language of the console', () => {
  test.each([
    ['it_IT.UTF-8', 'Manca --as'],
    ['C', 'Manca --as'],
    ['en_GB.UTF-8', '--as is missing'],
    ['fr_FR.UTF-8', 'Il manque --as'],
    ['ar_MA.UTF-8', 'ينقص --as'],
  ])('%s: %s', async (locale, sentence) => {
    vi.stubEnv('LC_ALL', locale)
    expect(await runCommand(commands, ['import-register', 'register.xlsx'])).toBe(EXIT.usage)
    expect(said.err).toContain(`${sentence}\nnpm run cli -- import-register FILE`)
  })

  test('no sentence for people stands in the code of a command', () => {
    const folder = import.meta.dirname
    const sources = readdirSync(folder).filter(name => /(?<!\.test)\.ts$/.test(name))
    const sentences = sources.flatMap(name =>
      [
        ...readFileSync(path.join(folder, name), 'utf8').matchAll(
          /[`'](?:\$\{[^}]*\}:? )?[A-Z][a-z]+ [a-z][^`'\n]*[`']/g,
        ),
      ].map(([text]) => `${name}: ${text}`),
    )
    expect(sentences).toEqual([])
  })
})

describe('what is typed wrong is refused before any database is opened', () => {
  test.each<[string, readonly string[], string]>([
    ['create-network', [], '--name is missing'],
    [
      'create-network',
      ['--name', 'Marche', '--organisation', 'Regione', '--administrator', 'A B'],
      '--email is missing',
    ],
    [
      'create-network',
      ['--name', 'M', '--organisation', 'R', '--administrator', 'A', '--email', 'nowhere'],
      'not an e-mail address',
    ],
    ['create-network', ['Marche'], 'What is Marche?'],
    ['create-network', ['--name'], '--name needs a value'],
    ['reset-password', [], 'Name one e-mail address'],
    ['reset-password', ['a@b.it', 'c@d.it'], 'Name one e-mail address'],
    ['taxonomy', [], 'Say one of import'],
    ['taxonomy', ['import'], 'Name a folder or files'],
    ['taxonomy', ['import', '/nowhere/esco'], 'does not exist'],
    ['taxonomy', ['search'], 'Say what to look for'],
    ['taxonomy', ['evaluate'], 'Name a CSV file'],
    ['taxonomy', ['evaluate', '/nowhere/list.csv'], 'cannot be read'],
    ['taxonomy', ['skills'], 'Name the address of an occupation'],
    ['taxonomy', ['compare', '1.0'], 'Name two installed versions'],
    ['import-register', [], 'Name one file'],
    ['import-register', ['register.xlsx'], '--as is missing'],
    ['import-register', ['/nowhere/register.xlsx', '--as', 'a@b.it'], 'cannot be read'],
    ['export-person', ['Amina', '--as', 'a@b.it', '--out', 'x.json'], 'Name one person by the id'],
    ['export-person', [person, '--as', 'a@b.it'], '--out is missing'],
    ['erase-person', [person, '--as', 'a@b.it', '--reason', 'x'], '--legal-basis is missing'],
    ['erase-person', [person, '--as', 'a@b.it', '--reason', 'x', '--legal-basis', 'whim'], '--legal-basis is one of'],
    ['erase-person', [person, '--as', 'a@b.it', '--reason', 'x', '--legal-basis', 'objection'], 'Say --yes to erase'],
    ['backup', [], 'Name one file'],
    ['restore', ['a', 'b'], 'Name one file'],
    ['keys', ['a', 'b'], 'Name one file'],
    ['db-roles', ['now'], 'What is now?'],
    ['db-roles', ['--force'], 'There is no option --force'],
  ])('%s %j: %s', async (name, args, sentence) => {
    expect(await runCommand(commands, [name, ...args])).toBe(EXIT.usage)
    expect(said.err).toContain(sentence)
    expect(said.err).toContain(`npm run cli -- ${name} `)
  })
})

describe('exit codes', () => {
  const command = (run: Command['run']): Command => ({ name: 'x', usage: '', run })

  test.each(Object.values(EXIT))('%i comes from the command', async code => {
    expect(await runCommand([command(async () => code)], ['x'])).toBe(code)
  })

  test('a refusal of the product is told in words', async () => {
    const refuse = refuser({ 'person.not-found': 'not-found' } as const)
    expect(await runCommand([command(async () => refuse('person.not-found', { id: 'x' }))], ['x'])).toBe(EXIT.no)
    expect(said.err).not.toContain('person.not-found')
    expect(said.err.trim().length).toBeGreaterThan(10)
  })

  test('anything else is told as it is', async () => {
    const broken = async () => {
      throw new Error('The disk is full')
    }
    expect(await runCommand([command(broken)], ['x'])).toBe(EXIT.no)
    expect(said.err).toBe('The disk is full\n')
  })
})

test('db-roles prints the roles as SQL, or as JSON', async () => {
  expect(await runCommand(commands, ['db-roles'])).toBe(EXIT.done)
  for (const role of ['nc_owner', 'nc_login', 'nc_app', 'nc_person', 'nc_backup']) expect(said.out).toContain(role)
  const sql = said.out.trimEnd()
  said.out = ''
  expect(await runCommand(commands, ['db-roles', '--json'])).toBe(EXIT.done)
  expect((JSON.parse(said.out) as { sql: string }).sql.trimEnd()).toBe(sql)
})

test('words, options and flags may stand in any order', () => {
  const read = parseArgs(['a', '--as', 'x@y.it', '--json', 'b'], { options: ['as'], flags: ['json'] })
  expect(read).toEqual({ words: ['a', 'b'], options: { as: 'x@y.it' }, flags: new Set(['json']) })
  expect(needed(read.options, 'as')).toBe('x@y.it')
  expect(() => needed({ as: ' ' }, 'as')).toThrow(UsageError)
})
