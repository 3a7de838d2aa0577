// SPDX-License-Identifier: EUPL-1.2
// What a command of the command line is. Exit codes: 0 done, 1 the answer is no, 2 done or proved in part only, 3 usage.
import path from 'node:path'
import { type Config, readConfig } from '#platform/config/config.ts'
import { type Connected, connect } from '#platform/db/connect.ts'
import it from '../messages/it.json' with { type: 'json' }
import { consoleText } from './console-text.ts'

/** What it does is told by the text `cli.help.<name>`. */
export type Command = {
  readonly name: string
  /** Words after the name, for --help. */
  readonly usage: string
  run(args: readonly string[]): Promise<number>
}

export const EXIT = { done: 0, no: 1, partly: 2, usage: 3 } as const

type Params = Readonly<Record<string, string | number>>
type CodeOf<Key> = Key extends `cli.usage.${infer Code}` ? Code : never

/** What can be wrong with what was typed: each has its sentence in the catalogue, `cli.usage.<code>`. */
export type UsageCode = CodeOf<keyof typeof it>

/** Its message is the sentence, in the language of this console. */
export class UsageError extends Error {
  readonly code: UsageCode

  constructor(code: UsageCode, params: Params) {
    super(consoleText()(`cli.usage.${code}`, params))
    this.code = code
  }
}

/** What to print: lines for people, or the result as one line of JSON. */
export function answer(flags: ReadonlySet<string>, result: object, lines: readonly string[]): void {
  console.log(flags.has('json') ? JSON.stringify(result) : lines.join('\n'))
}

/** Says what long work is at; on the error output, so that it never mixes with the result. */
export const progressFor =
  (flags: ReadonlySet<string>) =>
  (what: string): void => {
    if (!flags.has('json')) console.error(what)
  }

/** An option that must be there. */
export function needed(options: Readonly<Record<string, string>>, name: string): string {
  const value = options[name]?.trim()
  return value ? value : usage('missing', { name })
}

export function usage(code: UsageCode, params: Params = {}): never {
  throw new UsageError(code, params)
}

/** Words without dashes, and options `--name value` or `--flag`. */
export function parseArgs(
  args: readonly string[],
  known: { readonly options?: readonly string[]; readonly flags?: readonly string[] } = {},
): { words: readonly string[]; options: Readonly<Record<string, string>>; flags: ReadonlySet<string> } {
  const words: string[] = []
  const options: Record<string, string> = {}
  const flags = new Set<string>()
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    const name = arg.slice(2)
    if (!arg.startsWith('--')) words.push(arg)
    else if (known.flags?.includes(name)) flags.add(name)
    else if (known.options?.includes(name)) {
      const value = args[++at]
      if (value === undefined) usage('value', { name })
      options[name] = value
    } else usage('option', { name })
  }
  return { words, options, flags }
}

/** A file as the user named it: relative to where the command was typed. */
export const fileFrom = (name: string): string => path.resolve(process.env['NC_CALLED_FROM'] ?? process.cwd(), name)

/** Opens the installation's database for one command and closes it again. Attaches to a server that already runs. */
export async function withDatabase<T>(work: (connected: Connected, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig()
  const connected = await connect(config)
  try {
    return await work(connected, config)
  } finally {
    await connected.close()
  }
}
