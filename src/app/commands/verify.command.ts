// SPDX-License-Identifier: EUPL-1.2
import { verifyCommand } from '#ledger/index.ts'
import type { Command } from './command.ts'

export const verifyBundleCommand: Command = {
  name: 'verify',
  usage: 'BUNDLE [--trust KEYS] [--json] [--lang it|en]',
  summary: {
    it: 'Controlla un pacco di prove senza alcun server: prima le lacune, poi che cosa è provato e che cosa no.',
    en: 'Checks a bundle without any server: gaps first, then what is proved, then what is not.',
  },
  run: args => verifyCommand(args),
}
