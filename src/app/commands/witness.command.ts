// SPDX-License-Identifier: EUPL-1.2
// Countersigning the register. An organisation holds its own key: new-key, pull, sign, serve, compare need no database and no
// installation of ours; add, policy, pending, take and publish are for whoever runs the register.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { publishRegister } from '#ledger/tiles/publish.act.ts'
import { parseVkey } from '#ledger/verifier/note.ts'
import { answerAddCheckpoint, type Witness } from '#ledger/witness/add-checkpoint.ts'
import {
  addWitness,
  adoptPolicy,
  CARRIED_HEADS,
  pendingFor,
  takeCosignature,
  witnessNamed,
} from '#ledger/witness/countersign.act.ts'
import { newWitnessKey, readWitnessKey } from '#ledger/witness/key-file.client.ts'
import { memoryInFolder } from '#ledger/witness/memory.client.ts'
import { serveWitness } from '#ledger/witness/server.client.ts'
import { seatOf, theNetwork } from './acting.ts'
import { answer, type Command, EXIT, fileFrom, needed, parseArgs, usage, withDatabase } from './command.ts'
import { consoleText } from './console-text.ts'
import { compare, pull } from './witness-views.ts'

type Given = ReturnType<typeof parseArgs>

/** A witness with its key, its memory and the logs it follows, all from files of its own. */
function witnessFrom({ options }: Given): Witness {
  const key = parseVkey(needed(options, 'log'))
  if (!key) return usage('log')
  const file = fileFrom(needed(options, 'key'))
  const memory = memoryInFolder(options['memory'] ? fileFrom(options['memory']) : path.join(path.dirname(file), 'seen'))
  const origin = options['origin'] ?? key.name
  const now = (): number => Math.floor(Date.now() / 1000)
  return { cosigner: readWitnessKey(file), logs: new Map([[origin, key]]), memory, now }
}

async function sign(given: Given, [request]: readonly string[]): Promise<number> {
  if (!request) return usage('request')
  const { status, body } = await answerAddCheckpoint(readFileSync(fileFrom(request), 'utf8'), witnessFrom(given))
  answer(given.flags, { status, body }, [body.trimEnd()])
  return status === 200 ? EXIT.done : EXIT.no
}

async function serve(given: Given): Promise<number> {
  const server = await serveWitness(witnessFrom(given), Number(given.options['port'] ?? 0), given.options['host'])
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : address
  answer(given.flags, { address }, [consoleText()('cli.done.witness.listening', { port: String(port) })])
  return new Promise(resolve => process.once('SIGINT', () => server.close(() => resolve(EXIT.done))))
}

const onRegister = (given: Given, words: readonly string[], verb: string): Promise<number> =>
  withDatabase(async ({ db }) => {
    const { id } = await theNetwork(db, given.options['network'])
    const [name = '', more = ''] = words
    const t = consoleText()
    if (verb === 'policy') {
      const { email = '', organisation } = given.options
      const seat = await seatOf(db, {
        email,
        organisation,
        network: given.options['network'],
        roles: ['administrator'],
      })
      const number = await db.inScope(seat.scope, tx => adoptPolicy(tx, readFileSync(fileFrom(name), 'utf8')))
      answer(given.flags, { number }, [t('cli.done.witness.policy', { number })])
      return EXIT.done
    }
    return db.asRole('nc_ledger', id, async tx => {
      if (verb === 'publish') {
        const written = await publishRegister(tx, id, fileFrom(name))
        answer(given.flags, { written }, [t('cli.done.witness.published', { written })])
        return EXIT.done
      }
      if (verb === 'add') {
        await addWitness(tx, id, { name, vkey: more, url: given.options['url'] })
        answer(given.flags, { name }, [t('cli.done.witness.added', { name })])
        return EXIT.done
      }
      const witness = await witnessNamed(tx, id, name)
      if (!witness) return usage('witness', { name })
      if (verb === 'pending') {
        const body = await pendingFor(tx, id, witness)
        if (body !== undefined) writeFileSync(fileFrom(more), body)
        answer(given.flags, { pending: body !== undefined }, [
          body === undefined ? t('cli.done.witness.none') : t('cli.done.written', { file: more }),
        ])
        return EXIT.done
      }
      const taken = await takeCosignature(tx, id, witness, readFileSync(fileFrom(more), 'utf8'), CARRIED_HEADS)
      answer(given.flags, { taken }, [t(taken ? 'cli.done.witness.taken' : 'cli.done.witness.foreign')])
      return taken ? EXIT.done : EXIT.no
    })
  })

const ofWitness: readonly string[] = ['new-key', 'pull', 'sign', 'serve', 'compare']
const ofRegister: readonly string[] = ['add', 'policy', 'pending', 'take', 'publish']

export const witnessCommand: Command = {
  name: 'witness',
  usage:
    'new-key FILE --name NAME | pull URL --key FILE --log VKEY [--every SECONDS] | sign REQUEST --key FILE --log VKEY | ' +
    'serve --key FILE --log VKEY [--port N] | compare HEAD HEAD… [--tiles FOLDER|URL] [--out FILE] | ' +
    'add NAME VKEY [--url URL] | policy FILE --email EMAIL | pending NAME FILE | take NAME FILE | publish FOLDER  [--json]',
  run: async args => {
    const own = ['name', 'key', 'log', 'origin', 'memory', 'port', 'host', 'every', 'tiles', 'out']
    const known = [...own, 'url', 'network', 'email', 'organisation']
    const given = parseArgs(args, { options: known, flags: ['json'] })
    const [verb = '', ...words] = given.words
    if (verb === 'new-key') {
      const vkey = newWitnessKey(fileFrom(words[0] ?? usage('witness-key')), needed(given.options, 'name'))
      answer(given.flags, { vkey }, [vkey])
      return EXIT.done
    }
    if (verb === 'sign') return sign(given, words)
    if (verb === 'serve') return serve(given)
    if (verb === 'pull') return pull(given, words, witnessFrom(given))
    if (verb === 'compare') return compare(given, words)
    if (ofRegister.includes(verb)) return onRegister(given, words, verb)
    return usage('one-of', { words: [...ofWitness, ...ofRegister].join(', ') })
  },
}
