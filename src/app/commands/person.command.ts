// SPDX-License-Identifier: EUPL-1.2
// The person's rights on the command line, in the name of a member of the organisation that keeps her record.
import { writeFile } from 'node:fs/promises'
import { record } from '#ledger/index.ts'
import { isUuid, type PersonId } from '#lib/ids.ts'
import { logAccess } from '#platform/auth/access.ts'
import { fieldGroups } from '#platform/auth/field-groups.ts'
import type { Database } from '#platform/db/scope.ts'
import { type Erased, erasePerson, exportPerson, type PersonCopy } from '../privacy.ts'
import { type Erasure, erasureGrounds, isGround } from '../privacy-rules.ts'
import { type Seat, seatOf } from './acting.ts'
import { answer, type Command, EXIT, fileFrom, needed, parseArgs, progressFor, usage, withDatabase } from './command.ts'
import { consoleText } from './console-text.ts'

const roles = ['case-worker', 'cpi-operator'] as const

/** A copy of everything, opened and recorded as on the page. */
export function copyOf(db: Database, { scope, organisationName }: Seat, person: PersonId): Promise<PersonCopy> {
  return db.inScope(scope, async tx => {
    logAccess(tx, { person, groups: fieldGroups, route: 'cli export-person', organisationName })
    const copy = await exportPerson(tx, person)
    await record(tx, 'copy.given', { person, fields: {} })
    return copy
  })
}

export const eraseIn = (db: Database, { scope }: Seat, person: PersonId, erasure: Erasure): Promise<Erased> =>
  db.inScope(scope, tx => erasePerson(tx, person, erasure, 'cli erase-person'))

function personFrom(words: readonly string[]): PersonId {
  const [id] = words
  if (words.length !== 1 || !id || !isUuid(id)) return usage('person')
  return id as PersonId
}

export const exportPersonCommand: Command = {
  name: 'export-person',
  usage: 'PERSON --as EMAIL --out FILE [--organisation NAME] [--network NAME] [--json]',
  run: async args => {
    const { words, options, flags } = parseArgs(args, {
      options: ['as', 'out', 'organisation', 'network'],
      flags: ['json'],
    })
    const person = personFrom(words)
    const email = needed(options, 'as')
    const file = fileFrom(needed(options, 'out'))
    return withDatabase(async ({ db }) => {
      const seat = await seatOf(db, { ...options, email, roles })
      await writeFile(file, `${JSON.stringify(await copyOf(db, seat, person), null, 2)}\n`, { mode: 0o600 })
      answer(flags, { file }, [consoleText()('cli.done.copy', { file })])
      return EXIT.done
    })
  },
}

export const erasePersonCommand: Command = {
  name: 'erase-person',
  usage: `PERSON --as EMAIL --reason TEXT --legal-basis ${erasureGrounds.join('|')} --yes [--organisation NAME] [--network NAME] [--json]`,
  run: async args => {
    const { words, options, flags } = parseArgs(args, {
      options: ['as', 'reason', 'legal-basis', 'organisation', 'network'],
      flags: ['json', 'yes'],
    })
    const person = personFrom(words)
    const email = needed(options, 'as')
    const [reason, ground] = [needed(options, 'reason'), needed(options, 'legal-basis')]
    if (!isGround(ground)) return usage('legal-basis', { grounds: erasureGrounds.join(', ') })
    if (!flags.has('yes')) return usage('yes')
    return withDatabase(async ({ db }) => {
      const seat = await seatOf(db, { ...options, email, roles })
      const t = consoleText()
      progressFor(flags)(t('cli.done.erasing', { organisation: seat.organisationName }))
      const { fact, recipients } = await eraseIn(db, seat, person, { ground, reason })
      answer(flags, { fact: fact.id, recipients }, [
        t('cli.done.erased', { fact: fact.id }),
        ...(recipients.length > 0 ? [t('cli.done.tell', { names: recipients.join(', ') })] : []),
      ])
      return EXIT.done
    })
  },
}
