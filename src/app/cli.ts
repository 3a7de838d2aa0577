// SPDX-License-Identifier: EUPL-1.2
// `npm run cli -- <command>`: what an administrator does without a browser.
import { backupCommand } from './commands/backup.command.ts'
import { type Command, EXIT, UsageError } from './commands/command.ts'
import { restoreCommand } from './commands/restore.command.ts'
import { verifyBundleCommand } from './commands/verify.command.ts'

const commands: readonly Command[] = [verifyBundleCommand, backupCommand, restoreCommand]

const [name, ...args] = process.argv.slice(2)
const command = commands.find(one => one.name === name)

if (!command) {
  for (const { name, usage, summary } of commands) console.log(`npm run cli -- ${name} ${usage}\n    ${summary}`)
  process.exit(name === undefined || name === '--help' ? EXIT.done : EXIT.usage)
}
if (args.includes('--help')) {
  console.log(`npm run cli -- ${command.name} ${command.usage}\n    ${command.summary}`)
  process.exit(EXIT.done)
}
try {
  process.exit(await command.run(args))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  if (error instanceof UsageError) console.error(`npm run cli -- ${command.name} ${command.usage}`)
  process.exit(error instanceof UsageError ? EXIT.usage : EXIT.no)
}
