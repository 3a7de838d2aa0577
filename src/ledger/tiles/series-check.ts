// SPDX-License-Identifier: EUPL-1.2
// Every organisation's series without a hole, read from the entries alone: version, kind, key and number are in clear.
import { ENTRY_LENGTH } from '../verifier/entry.ts'
import type { Trust } from '../verifier/policy.ts'

type Code = 'entry.format' | 'series.gap' | 'key.unknown' | 'key.revoked'

/** A key's name ends with the end of its organisation's id, so the series goes on when the key changes. */
const organisationOf = (name: string): string => name.slice(name.lastIndexOf('-') + 1)

export class SeriesCheck {
  readonly problems: { readonly code: Code; readonly at: number }[] = []
  private readonly last = new Map<string, number>()
  private readonly owner: Map<string, string>
  private readonly known = new Map<string, string>()

  private readonly until = new Map<string, number>()

  constructor({ keys, revoked }: Pick<Trust, 'keys' | 'revoked'>) {
    this.owner = new Map(keys.map(key => [key.id, organisationOf(key.name)]))
    for (const [id, from] of revoked) this.until.set(Buffer.from(id, 'hex').toString('latin1'), from)
  }

  private refuse(code: Code, at: number): void {
    // The first of each kind says where to look; a missing bundle would name thousands.
    if (!this.problems.some(problem => problem.code === code)) this.problems.push({ code, at })
  }

  /** Entries one behind the other, the first of them at this place of the register. */
  add(first: number, entries: Buffer): void {
    for (let at = 0, index = first; at < entries.length; at += ENTRY_LENGTH, index++) {
      const kind = entries[at + 1] ?? 0
      const seq = entries.readUInt32BE(at + 10) * 2 ** 32 + entries.readUInt32BE(at + 14)
      if (entries[at] !== 1 || kind < 1 || kind > 5 || seq < 1) this.refuse('entry.format', index)
      const key = entries.toString('latin1', at + 2, at + 10)
      let owner = this.known.get(key)
      if (owner === undefined) {
        const id = Buffer.from(key, 'latin1').toString('hex')
        owner = this.owner.get(id) ?? ''
        if (owner === '') this.refuse('key.unknown', index)
        this.known.set(key, owner)
      }
      if (seq >= (this.until.get(key) ?? Number.POSITIVE_INFINITY)) this.refuse('key.revoked', index)
      const name = owner === '' ? key : owner
      if (seq !== (this.last.get(name) ?? 0) + 1) this.refuse('series.gap', index)
      this.last.set(name, seq)
    }
  }
}
