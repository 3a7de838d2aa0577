// SPDX-License-Identifier: EUPL-1.2
// `cli verify BUNDLE --trust KEYS`: the verifier on a command line. Needs no network and no database.
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Checked, checkFile } from './check-file.ts'
import { ANCHOR, parseAnchor } from './anchors/anchor-file.ts'
import { anchorText } from './anchors/anchor-text.ts'
import { checkAnchor } from './anchors/check-anchor.client.ts'
import { auditFolder } from './tiles/audit.client.ts'
import { auditExit, auditText } from './tiles/audit-text.ts'
import { type Finding, type Language, sentence } from './verifier/index.ts'
import { parseTrust } from './verifier/policy.ts'
import { parseSplitView, provesSplitView, SPLIT } from './witness/split-view.ts'

const help: Record<Language, string> = {
  it: `verify PACCO|RICEVUTA|CARTELLA|PROVA|DEPOSITO [--trust CHIAVI] [--signatures] [--json] [--lang it|en]
       [--folder CARTELLA] [--authority CERTIFICATO] [--chain INDIRIZZO --contract 0x… --keeper 0x…]

Controlla, senza rete: un pacco di prove; una ricevuta; la cartella di tutto il registro (con --signatures anche ogni
firma); la prova che un registro ha mostrato due storie; il deposito di una testata (in una cartella, con una marca
temporale, su una catena: solo per quest’ultima si interroga un nodo). CHIAVI è un file con le chiavi pubbliche di cui ti fidi, una
per riga, e con la regola che dice quali controfirme bastano: chiedile a più di un ente. Senza, il pacco può provare solo
di non essere stato cambiato da altri.

Codice d'uscita: 0 provato · 1 danneggiato, contraddittorio o con chiavi estranee · 2 integro, ma con le sole chiavi
del pacco o con meno controfirme di quante ne chiede la regola · 3 file illeggibile o comando sbagliato.`,
  en: `verify BUNDLE|RECEIPT|FOLDER|SPLIT-VIEW|ANCHOR [--trust KEYS] [--signatures] [--json] [--lang it|en]
       [--folder FOLDER] [--authority CERTIFICATE] [--chain URL --contract 0x… --keeper 0x…]

Checks, without a network: a bundle of proofs; a receipt; the folder of a whole register (with --signatures each
signature, too); the proof that a register has shown two histories; an anchored head (in a folder, by a time stamp, on a
chain: only for the last a node is asked). KEYS is a file with the public keys you trust, one
per line, and with the policy that says which countersignatures are enough: ask more than one organisation for them.
Without it a bundle can only prove that nobody else changed it.

Exit code: 0 proved · 1 damaged, contradictory or under foreign keys · 2 sound, but by the bundle's own keys only or with
fewer countersignatures than the policy asks for · 3 unreadable file or wrong command.`,
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
  signatures: { type: 'boolean', default: false },
  folder: { type: 'string' },
  authority: { type: 'string' },
  chain: { type: 'string' },
  contract: { type: 'string' },
  keeper: { type: 'string' },
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
const placeOf = (name: string): string => path.resolve(process.env['NC_CALLED_FROM'] ?? process.cwd(), name)
const read = (name: string): Promise<Buffer> => readFile(placeOf(name))

type Wanted = {
  readonly trust?: string | undefined
  readonly signatures: boolean
  readonly json: boolean
  readonly folder?: string | undefined
  readonly authority?: string | undefined
  readonly chain?: string | undefined
  readonly contract?: string | undefined
  readonly keeper?: string | undefined
}
type Said = { readonly exit: number; readonly text: string }

async function trustOf({ trust }: Wanted): Promise<ReturnType<typeof parseTrust>> {
  return parseTrust(trust === undefined ? '' : (await read(trust)).toString('utf8'))
}

/** The whole register, from a folder of tiles. */
async function checkFolder(folder: string, wanted: Wanted, lang: Language): Promise<Said> {
  const trust = await trustOf(wanted)
  if (typeof trust === 'number' || trust.keys.length === 0) return { exit: 3, text: `${help[lang]}\n` }
  const audit = await auditFolder(placeOf(folder), { trust, signatures: wanted.signatures })
  const exit = auditExit(audit, trust.policy !== undefined)
  const { root, ...rest } = audit
  const json = `${JSON.stringify({ exit, root: root ? Buffer.from(root).toString('hex') : null, ...rest })}\n`
  return { exit, text: wanted.json ? json : auditText(audit, trust.policy !== undefined, lang) }
}

const convicted: Record<Language, readonly [string, string]> = {
  it: [
    'Provato: questo registro ha firmato due storie diverse.',
    'Non provato: il file non mostra due storie diverse.',
  ],
  en: ['Proved: this register has signed two different histories.', 'Not proved: the file shows no two histories.'],
}

/** A proof that a log has shown two histories; undefined when the file is none. */
async function checkSplitView(bytes: Buffer, wanted: Wanted, lang: Language): Promise<Said | undefined> {
  const split = bytes.length < 1_000_000 && bytes.includes(SPLIT) ? parseSplitView(bytes.toString('utf8')) : undefined
  if (!split) return undefined
  const trust = await trustOf(wanted)
  const keys = typeof trust === 'number' ? [] : trust.keys
  const proved = (await Promise.all(keys.map(key => provesSplitView(split, key)))).includes(true)
  const [yes, no] = convicted[lang]
  return { exit: proved ? 0 : 1, text: wanted.json ? `${JSON.stringify({ proved })}\n` : `${proved ? yes : no}\n` }
}

/** A head that was anchored somewhere; undefined when the file is none. */
async function checkAnchorFile(bytes: Buffer, wanted: Wanted, lang: Language): Promise<Said | undefined> {
  const anchored = bytes.length < 1_000_000 && bytes.includes(ANCHOR) ? parseAnchor(bytes.toString('utf8')) : undefined
  if (!anchored) return undefined
  const trust = await trustOf(wanted)
  if (typeof trust === 'number' || trust.keys.length === 0) return { exit: 3, text: `${help[lang]}\n` }
  const { chain: url, contract, keeper, folder, authority } = wanted
  const check = await checkAnchor(anchored, trust, {
    folder: folder && placeOf(folder),
    authority: authority && placeOf(authority),
    chain: url && contract && keeper ? { url, contract, keeper } : undefined,
  })
  return { exit: check.exit, text: wanted.json ? `${JSON.stringify(check)}\n` : anchorText(check, anchored.kind, lang) }
}

async function otherThanBundle(name: string, wanted: Wanted, lang: Language): Promise<Said | undefined> {
  try {
    if ((await stat(placeOf(name))).isDirectory()) return await checkFolder(name, wanted, lang)
    const bytes = await read(name)
    return (await checkSplitView(bytes, wanted, lang)) ?? (await checkAnchorFile(bytes, wanted, lang))
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

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
  const other = await otherThanBundle(bundle, given, lang)
  if (other) {
    write(other.text)
    return other.exit
  }
  const result = await check(bundle, given.trust)
  write(given.json ? `${JSON.stringify(result)}\n` : reportText(result, lang))
  return result.exit
}
