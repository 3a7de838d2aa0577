// SPDX-License-Identifier: EUPL-1.2
import { verifyCommand } from '#ledger/index.ts'
import type { Command } from './command.ts'

export const verifyBundleCommand: Command = {
  name: 'verify',
  usage: 'BUNDLE [--trust KEYS] [--json] [--lang it|en]',
  run: args => verifyCommand(args),
}
