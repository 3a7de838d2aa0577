// SPDX-License-Identifier: EUPL-1.2
// Depositing a head of the register where its keeper cannot reach it: a folder that is carried away, a time-stamping
// authority, a contract on a chain. What comes back is one file, for verify. For cron: once a day is enough.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { AnchorSink } from '#ledger/anchors/anchor.ts'
import { type AnchorKind, writeAnchor } from '#ledger/anchors/anchor-file.ts'
import { chainAnchor, deployContract } from '#ledger/anchors/evm-anchor.client.ts'
import { fileAnchor } from '#ledger/anchors/file-anchor.client.ts'
import { headToAnchor, proveByRegister } from '#ledger/anchors/newest.act.ts'
import { timeStampAnchor } from '#ledger/anchors/time-stamp.client.ts'
import type { Prove } from '#ledger/witness/split-view.ts'
import type { NetworkId } from '#lib/ids.ts'
import type { Database } from '#platform/db/scope.ts'
import { theNetwork } from './acting.ts'
import { answer, type Command, EXIT, fileFrom, needed, parseArgs, usage, withDatabase } from './command.ts'
import { consoleText } from './console-text.ts'

type Given = ReturnType<typeof parseArgs>

function sinkOf({ options, words: [kind, where] }: Given, prove: Prove): readonly [AnchorKind, AnchorSink] {
  if (!where) return usage('anchor-where')
  if (kind === 'file') return ['file', fileAnchor(fileFrom(where))]
  if (kind === 'stamp') return ['rfc3161', timeStampAnchor(where, fileFrom(options['authority'] ?? 'none'))]
  if (kind !== 'chain') return usage('one-of', { words: 'file, stamp, chain, deploy' })
  const chain = { url: where, contract: needed(options, 'contract'), keeper: needed(options, 'keeper') }
  return ['evm', chainAnchor(chain, prove)]
}

/** Deposits the newest head of a network; answers its size and the text of the file that tells of it. */
export async function anchorNewest(
  db: Database,
  network: NetworkId,
  given: Given,
): Promise<{ size: number; kind: AnchorKind; text: string } | undefined> {
  const [kind, sink] = sinkOf(given, proveByRegister(db, network))
  const head = await headToAnchor(db, network)
  if (!head) return undefined
  return {
    size: head.size,
    kind,
    text: writeAnchor({ kind, note: head.note, reference: Uint8Array.from(await sink.submit(head.note)) }),
  }
}

export const anchorCommand: Command = {
  name: 'anchor',
  usage:
    'file FOLDER | stamp URL | chain URL --contract 0x… --keeper 0x… | deploy URL --keeper 0x…  [--out FILE] [--network NAME] [--json]',
  run: async args => {
    const given = parseArgs(args, {
      options: ['contract', 'keeper', 'authority', 'out', 'network'],
      flags: ['json'],
    })
    const t = consoleText()
    const { words, options, flags } = given
    if (words[0] === 'deploy') {
      const contract = await deployContract(words[1] ?? usage('anchor-node'), needed(options, 'keeper'))
      answer(flags, { contract }, [t('anchor.deployed', { contract })])
      return EXIT.done
    }
    return withDatabase(async ({ db }) => {
      const { id } = await theNetwork(db, options['network'])
      const done = await anchorNewest(db, id, given)
      if (!done) {
        answer(flags, { size: 0 }, [t('ledger.no-head')])
        return EXIT.no
      }
      const file = fileFrom(options['out'] ?? path.join('.', `anchor-${done.kind}-${done.size}.json`))
      writeFileSync(file, done.text)
      answer(flags, { size: done.size, kind: done.kind, file }, [t('anchor.done', { size: done.size, file })])
      return EXIT.done
    })
  },
}
