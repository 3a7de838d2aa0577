// SPDX-License-Identifier: EUPL-1.2
// `npm run cli -- <command>`: what an administrator does without a browser.
import { commands } from './commands/commands.ts'
import { runCommand } from './commands/run-command.ts'

process.exit(await runCommand(commands, process.argv.slice(2)))
