// SPDX-License-Identifier: EUPL-1.2
// What a command of the command line is. Exit codes: 0 done, 1 the answer is no, 2 not all could be proved, 3 usage.
import path from 'node:path'
import { type Config, readConfig } from '#platform/config/config.ts'
import { type Connected, connect } from '#platform/db/connect.ts'

export type Command = {
  readonly name: string
  /** Words after the name, for --help. */
  readonly usage: string
  readonly summary: string
  run(args: readonly string[]): Promise<number>
}

export const EXIT = { done: 0, no: 1, partly: 2, usage: 3 } as const

export class UsageError extends Error {}

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
      if (value === undefined) throw new UsageError(`--${name} needs a value`)
      options[name] = value
    } else throw new UsageError(`There is no option --${name}`)
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
