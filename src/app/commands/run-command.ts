// SPDX-License-Identifier: EUPL-1.2
import { catalogueOf } from '../compose.ts'
import { Refusal } from '#lib/refusal.ts'
import { type Command, EXIT, UsageError } from './command.ts'

const typed = (command: Command) => `npm run cli -- ${command.name} ${command.usage}`.trimEnd()
const helpOf = (command: Command) => `${typed(command)}\n    ${command.summary.it}\n    ${command.summary.en}`

const ENDING =
  '\nCodice d’uscita / exit code: 0 fatto / done · 1 no · 2 solo in parte / in part only · 3 comando sbagliato / wrong command'

/** Runs the command that was typed and answers its exit code. A refusal of the product is told in its own words. */
export async function runCommand(commands: readonly Command[], argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv
  const command = commands.find(one => one.name === name)
  if (!command) {
    const asked = name === undefined || name === '--help' || name === 'help'
    if (!asked) console.error(`Il comando ${name} non c’è. / There is no command ${name}.\n`)
    console.log([...commands.map(helpOf), ENDING].join('\n'))
    return asked ? EXIT.done : EXIT.usage
  }
  // The verifier has a help of its own, in the language asked for.
  if (args.includes('--help') && command.name !== 'verify') {
    console.log(helpOf(command) + ENDING)
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
  if (error instanceof Refusal) return catalogueOf().translator('en')(error.code, { ...error.params })
  return error instanceof Error ? error.message : String(error)
}
