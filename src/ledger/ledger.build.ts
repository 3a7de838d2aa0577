// SPDX-License-Identifier: EUPL-1.2
// Builders for tests and measurements: a register in memory with organisations, people and a report that its acts prove.
import { createHash } from 'node:crypto'
import { formatVkey, keyNameOf, signCheckpoint } from './checkpoint.ts'
import { composeBundle } from './compose-bundle.ts'
import { newSecret, newSigningKey, type PrivateKey, publicKeyOf, signWith } from './crypto.client.ts'
import { makeEntry } from './entry.ts'
import { commit, type FieldValues, type KeptEvent, openFor } from './event.ts'
import { append, leafOf, type Node, type Peaks, rangeHash, rangesWithout, rootOf } from './tree.ts'
import { FORMAT, type Bundle, type Opening, type Report } from './verifier/bundle.ts'
import { countActs } from './verifier/counting.ts'
import { type Kind, kinds } from './verifier/entry.ts'
import { factIdOf } from './verifier/event.ts'
import { keyIdOf } from './verifier/note.ts'

/** A well-formed id that depends on the text alone. */
export function anId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(12, 15)}-a${hex.slice(15, 18)}-${hex.slice(18, 30)}`
}

type Organisation = {
  id: string
  name: string
  keyId: string
  vkey: string
  key: PrivateKey
  secret: Buffer
  seq: number
}
type Stored = { keyId: string; seq: number; entry: Uint8Array; opening: Opening; index: number; id: string }
type FactGiven = { type: string; subject?: string; programme?: string; at?: string; kind?: Kind; fields?: FieldValues }

export const counting: Report['counting'] = {
  hours: ['hours.signed'],
  heads: ['programme.enrolled'],
  undo: ['hours.reversed', 'person.unlinked'],
  links: ['person.linked'],
}

/** A register in memory. */
export class MemoryRegister {
  readonly network = anId('network')
  readonly origin: string
  readonly logVkey: string
  readonly organisations = new Map<string, Organisation>()
  readonly acts: Stored[] = []
  private readonly logKey = newSigningKey()
  private peaks: Peaks = []
  private readonly nodes = new Map<string, Node>()

  constructor(origin = 'nuovecomunita.example/prova') {
    this.origin = origin
    this.logVkey = formatVkey(origin, publicKeyOf(this.logKey))
  }

  organisation(name: string): Organisation {
    const known = this.organisations.get(name)
    if (known) return known
    const key = newSigningKey()
    const id = anId(name)
    const keyName = keyNameOf(this.origin, name, id)
    const vkey = formatVkey(keyName, publicKeyOf(key))
    const made = { id, name, key, vkey, keyId: keyIdOf(keyName, publicKeyOf(key)), secret: newSecret(), seq: 0 }
    this.organisations.set(name, made)
    this.record(name, { type: 'key.registered', kind: kinds.key, fields: { vkey, name } })
    return made
  }

  /** Records and takes in at once; answers the id of the fact. */
  record(name: string, given: FactGiven): string {
    const own = this.organisation(name)
    const seq = ++own.seq
    const { type, subject = null, programme = null, at = '2026-11-20', kind = kinds.event, fields = {} } = given
    const kept: KeptEvent = {
      event: {
        v: 1,
        net: this.network,
        org: own.id,
        seq,
        type,
        at,
        actorRole: 'case-worker',
        subjectRef: subject,
        programme,
      },
      values: fields,
    }
    const opening = openFor(kept, own.secret, Object.keys(fields))
    const commitment = commit(opening.event, own.secret)
    const place = { kind, keyId: own.keyId, seq, commitment, origin: this.origin }
    const entry = makeEntry(place, message => signWith(own.key, message))
    const { peaks, added } = append(this.peaks, [leafOf(entry)])
    this.peaks = peaks
    for (const node of added) this.nodes.set(`${node.level}/${node.position}`, node)
    const id = factIdOf(this.network, own.id, seq)
    this.acts.push({ keyId: own.keyId, seq, entry, opening, index: this.acts.length, id })
    return id
  }

  report(given: Partial<Report> = {}, acts: readonly Stored[] = this.acts): Report {
    const rules = { programme: null, asOf: '2026-11-21', from: null, until: null, counting, ...given }
    const opened = acts.map(({ id, opening: { event, fields } }) => ({
      id,
      org: event.org,
      type: event.type,
      at: event.at,
      subject: event.subjectRef,
      programme: event.programme,
      values: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value])),
    }))
    return { title: 'Rapporto di prova', ...rules, ...countActs(opened, rules), ...given }
  }

  trust(): string {
    return ['# prova', this.logVkey, ...[...this.organisations.values()].map(own => own.vkey), ''].join('\n')
  }

  /** The bundle of the chosen acts (all unless said otherwise), exported by the first organisation. */
  bundle(
    given: { report?: Report; only?: (act: Stored) => boolean; change?: (parts: BundlePartsOf) => void } = {},
  ): Buffer {
    const own = [...this.organisations.values()]
    const exporter = own[0]
    if (!exporter) throw new Error('a register without organisations')
    const acts = this.acts.filter(act => act.opening.event.type === 'key.registered' || (given.only?.(act) ?? true))
    const size = this.acts.length
    const head = { origin: this.origin, size, root: rootOf(this.peaks) }
    const logKeyId = keyIdOf(this.origin, publicKeyOf(this.logKey))
    const ranges = rangesWithout(
      acts.map(act => act.index),
      size,
    )
    const hashAt = (level: number, position: number): Uint8Array =>
      this.nodes.get(`${level}/${position}`)?.hash ?? new Uint8Array(0)
    const parts: BundlePartsOf = {
      checkpoint: signCheckpoint(head, logKeyId, message => signWith(this.logKey, message)),
      header: {
        exportedAt: '2026-11-21T10:00:00.000Z',
        exportedBy: exporter.keyId,
        format: FORMAT,
        network: this.network,
        networkName: 'Prova',
        origin: this.origin,
      },
      keys: {
        log: this.logVkey,
        organisations: own
          .map(({ keyId, name, id, vkey }) => ({ id: keyId, name, organisation: id, vkey }))
          .sort((a, b) => (a.id < b.id ? -1 : 1)),
      },
      report: given.report ?? this.report({}, acts),
      nodes: ranges.map(range => rangeHash(range, hashAt)),
      acts: acts.map(({ keyId, seq, entry, index, opening }) => ({ keyId, seq, entry, index, opening })),
    }
    given.change?.(parts)
    return composeBundle(parts, message => signWith(exporter.key, message))
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }
export type BundlePartsOf = Writable<Pick<Bundle, 'checkpoint' | 'header' | 'keys' | 'report'>> & {
  nodes: Uint8Array[]
  acts: { keyId: string; seq: number; entry: Uint8Array; index: number | null; opening: Opening | null }[]
}

/** Two organisations, a few people, hours, a counter-entry and a link: something of everything. */
export function aRegister(people = 4): MemoryRegister {
  const register = new MemoryRegister()
  const programme = anId('programme')
  const [coop, city] = ['Coop. Il Girasole', 'Comune di Ancona']
  register.organisation(coop)
  for (let i = 0; i < people; i++) {
    const subject = anId(`person ${i}`)
    register.record(coop, { type: 'programme.enrolled', subject, programme, fields: { sex: i % 2 ? 'M' : 'F' } })
    const from = i % 3 ? coop : city
    const fields = { minutes: 60 + 30 * i, measureKind: 'guidance', day: '2026-11-19' }
    const fact = register.record(from, { type: 'hours.signed', subject, fields })
    if (i === 1) register.record(from, { type: 'hours.reversed', subject, fields: { reverses: fact } })
  }
  register.record(city, {
    type: 'hours.signed',
    subject: anId('person 0'),
    fields: { minutes: 45, measureKind: 'tutoring' },
  })
  register.record(coop, { type: 'person.linked', subject: anId('person 2'), fields: { sameAs: anId('person 3') } })
  return register
}
