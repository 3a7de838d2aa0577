// SPDX-License-Identifier: EUPL-1.2
// Every command of the command line, in the order of --help.
import { anchorCommand } from './anchor.command.ts'
import { backupCommand } from './backup.command.ts'
import type { Command } from './command.ts'
import { createNetworkCommand } from './create-network.command.ts'
import { dbRolesCommand } from './db-roles.command.ts'
import { erasePersonCommand, exportPersonCommand } from './person.command.ts'
import { importRegisterCommand } from './import-register.command.ts'
import { keysCommand } from './keys.command.ts'
import { linkageCommand } from './linkage.command.ts'
import { resetPasswordCommand } from './reset-password.command.ts'
import { restoreCommand } from './restore.command.ts'
import { signingKeyCommand } from './signing-key.command.ts'
import { taxonomyCommand } from './taxonomy.command.ts'
import { verifyBundleCommand } from './verify.command.ts'
import { witnessCommand } from './witness.command.ts'

export const commands: readonly Command[] = [
  createNetworkCommand,
  resetPasswordCommand,
  importRegisterCommand,
  taxonomyCommand,
  exportPersonCommand,
  erasePersonCommand,
  backupCommand,
  restoreCommand,
  verifyBundleCommand,
  linkageCommand,
  keysCommand,
  signingKeyCommand,
  witnessCommand,
  anchorCommand,
  dbRolesCommand,
]
