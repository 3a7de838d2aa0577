// SPDX-License-Identifier: EUPL-1.2
import { Refusal } from '#lib/refusal.ts'
import { ArchiveError } from '../backup/archive.ts'
import { type Command, EXIT, UsageError } from './command.ts'
import { consoleText } from './console-text.ts'

type Text = ReturnType<typeof consoleText>

const typed = (command: Command) => `npm run cli -- ${command.name} ${command.usage}`.trimEnd()
const helpOf = (commands: readonly Command[], t: Text) =>
  [
    ...commands.map(command => `${typed(command)}\n    ${t(`cli.help.${command.name}`)}`),
    `\n${t('cli.exit-codes')}`,
  ].join('\n')

/** Runs the command that was typed and answers its exit code. A refusal of the product is told in its own words. */
export async function runCommand(commands: readonly Command[], argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv
  const command = commands.find(one => one.name === name)
  if (!command) {
    const asked = name === undefined || name === '--help' || name === 'help'
    const t = consoleText()
    if (!asked) console.error(`${t('cli.unknown', { name })}\n`)
    console.log(helpOf(commands, t))
    return asked ? EXIT.done : EXIT.usage
  }
  // The verifier has a help of its own, in the language asked for.
  if (args.includes('--help') && command.name !== 'verify') {
    console.log(helpOf([command], consoleText()))
    return EXIT.done
  }
  try {
    return await command.run(args)
  } catch (error) {
    console.error(sentenceOf(error))
    if (error instanceof UsageError) console.error(typed(command))
    return error instanceof UsageError ? EXIT.usage : EXIT.no
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return consoleText()(error.code, { ...error.params })
  if (error instanceof ArchiveError) return consoleText()(`cli.archive.${error.code}`, { ...error.params })
  return error instanceof Error ? error.message : String(error)
}
