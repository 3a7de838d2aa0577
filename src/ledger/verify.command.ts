// SPDX-License-Identifier: EUPL-1.2
// `cli verify BUNDLE --trust KEYS`: the verifier on a command line. Needs no network and no database.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Checked, checkFile } from './check-file.ts'
import { type Finding, type Language, sentence } from './verifier/index.ts'

const help: Record<Language, string> = {
  it: `verify PACCO [--trust CHIAVI] [--json] [--lang it|en]

Controlla un pacco di prove, senza rete. CHIAVI è un file con le chiavi pubbliche di cui ti fidi, una per riga:
chiedile a più di un ente. Senza, il pacco può provare solo di non essere stato cambiato da altri.

Codice d'uscita: 0 provato · 1 danneggiato, contraddittorio o con chiavi estranee · 2 integro, ma con le sole chiavi
del pacco · 3 file illeggibile o comando sbagliato.`,
  en: `verify BUNDLE [--trust KEYS] [--json] [--lang it|en]

Checks a bundle of proofs, without a network. KEYS is a file with the public keys you trust, one per line: ask more than
one organisation for them. Without it the bundle can only prove that nobody else changed it.

Exit code: 0 proved · 1 damaged, contradictory or under foreign keys · 2 sound, but by the bundle's own keys only ·
3 unreadable file or wrong command.`,
}

const headings: Record<Language, Record<'gaps' | 'proved' | 'limits' | 0 | 1 | 2 | 3, string>> = {
  it: {
    gaps: 'Prima le lacune',
    proved: 'Che cosa è provato',
    limits: 'Che cosa non è provato, mai',
    0: 'Provato: nessun atto è stato cambiato dopo la firma.',
    1: 'Non provato: qualcosa non torna.',
    2: 'Integro, ma con le sole chiavi del pacco.',
    3: 'Il controllo non è stato possibile.',
  },
  en: {
    gaps: 'Gaps first',
    proved: 'What is proved',
    limits: 'What is never proved',
    0: 'Proved: no act was changed after it was signed.',
    1: 'Not proved: something does not hold.',
    2: 'Sound, but by the bundle’s own keys only.',
    3: 'The check was not possible.',
  },
}

/** The whole result as text, gaps first. */
export function reportText(result: Checked, lang: Language): string {
  const words = headings[lang]
  const list = (title: string, mark: string, findings: readonly Finding[]): string[] =>
    findings.length === 0 ? [] : ['', title, ...findings.map(one => `  ${mark} ${sentence(one, lang)}`)]
  return [
    words[result.exit],
    ...list(words.gaps, '!', [...result.failures, ...result.gaps]),
    ...list(words.proved, '✓', result.proved),
    ...list(words.limits, '?', result.limits),
    '',
  ].join('\n')
}

const options = {
  trust: { type: 'string' },
  json: { type: 'boolean', default: false },
  lang: { type: 'string', default: 'it' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

function readArguments(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    return { ...values, files: positionals }
  } catch {
    return undefined
  }
}

const unreadable = (reason: string): Checked => ({
  exit: 3,
  failures: [{ code: 'file.unreadable', args: { reason }, part: 'file' }],
  gaps: [],
  proved: [],
  limits: [],
  summary: null,
})

// The command runs in the checkout; files are named as seen from where the user stands.
const read = (name: string): Promise<Buffer> =>
  readFile(path.resolve(process.env['NC_CALLED_FROM'] ?? process.cwd(), name))

async function check(bundle: string, trust: string | undefined): Promise<Checked> {
  try {
    return await checkFile(await read(bundle), trust === undefined ? undefined : (await read(trust)).toString('utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error) return unreadable(error.message)
    throw error
  }
}

/** Answers the exit code; `write` receives what is to be printed. */
export async function verifyCommand(
  argv: readonly string[],
  write: (text: string) => void = text => void process.stdout.write(text),
): Promise<number> {
  const given = readArguments(argv)
  const lang: Language = given?.lang === 'en' ? 'en' : 'it'
  if (given?.help) {
    write(`${help[lang]}\n`)
    return 0
  }
  const [bundle, ...more] = given?.files ?? []
  if (!given || !bundle || more.length > 0 || !['it', 'en'].includes(given.lang)) {
    write(`${help[lang]}\n`)
    return 3
  }
  const result = await check(bundle, given.trust)
  write(given.json ? `${JSON.stringify(result)}\n` : reportText(result, lang))
  return result.exit
}
