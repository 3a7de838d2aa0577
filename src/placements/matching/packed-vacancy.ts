// SPDX-License-Identifier: EUPL-1.2
// A vacancy on its way from the database into an index: its numbers and shares as one run of bytes, its names beside it.
// A million of them are read without an object for each part of each.
import { type CivilDate, daysBetween } from '#lib/civil-date.ts'
import { packed } from './posting.ts'
import { type Italian, modalities, type Requirement, type Share, type Vacancy } from './vacancy.ts'

/** For a vacancy that stands open until somebody closes it. */
export const NEVER = 0xffff
const NO_PATTERN = -1
export const EPOCH = '2000-01-01' as CivilDate

/** What the database says of a vacancy; `../vacancy-feed.store.ts` has the other side of it. */
export type Row = {
  /** Hexadecimal: identifier, days posted and closing, pattern, Italian (four bytes each), then the shares as they are kept. */
  readonly packed: string
  readonly municipality: string
  readonly isco: string | null
  readonly occupation_uri: string | null
  readonly needed: string
}

/** What is asked for beside skills, each part as something that two vacancies may have in common. */
export type Asking = {
  /** Four bits for each modality: 0 when nothing is asked, else the level and one. */
  readonly italian: number
  readonly municipality: string
  readonly pattern: number
  readonly isco: string
  readonly occupation: string
  readonly needed: string
}

/** Days since the beginning of 2000: when it was posted, and the last day on which it stands open. */
export type Days = { readonly posted: number; readonly closes: number }

/** Identifier and skills are views that the next reading may write over. */
export type Packed = Days & Asking & { readonly id: Uint8Array; readonly skills: Uint32Array }

export const ID_BYTES = 16
const HEAD = 4 * 4

export class RowReader {
  private bytes = Buffer.alloc(1 << 12)

  read({ packed, municipality, isco, occupation_uri, needed }: Row): Packed {
    const length = packed.length / 2
    if (length > this.bytes.length) this.bytes = Buffer.alloc(length * 2)
    const { bytes } = this
    bytes.write(packed, 'hex')
    const shares = ID_BYTES + HEAD
    bytes.subarray(shares, length).swap32()
    return {
      id: bytes.subarray(0, ID_BYTES),
      posted: bytes.readInt32BE(ID_BYTES),
      closes: bytes.readInt32BE(ID_BYTES + 4),
      pattern: bytes.readInt32BE(ID_BYTES + 8),
      italian: bytes.readInt32BE(ID_BYTES + 12),
      municipality,
      isco: isco ?? '',
      occupation: occupation_uri ?? '',
      needed,
      skills: new Uint32Array(bytes.buffer, bytes.byteOffset + shares, (length - shares) / 4),
    }
  }
}

const neededIn = ({ contract, weeklyMinutes, licences, nights, minimumAge }: Requirement): string =>
  `${contract} ${weeklyMinutes ?? ''} ${nights ? 1 : 0} ${minimumAge ?? ''} ${licences.length === 0 ? '' : JSON.stringify(licences)}`

export function requirementIn(needed: string): Requirement {
  const [contract = '', minutes = '', nights = '', age = ''] = needed.split(' ', 4)
  const licences = needed.slice(`${contract} ${minutes} ${nights} ${age} `.length)
  return {
    contract: contract as Requirement['contract'],
    licences: licences === '' ? [] : (JSON.parse(licences) as readonly string[]),
    nights: nights === '1',
    ...(minutes === '' ? {} : { weeklyMinutes: Number(minutes) }),
    ...(age === '' ? {} : { minimumAge: Number(age) }),
  }
}

const italianOf = (italian: Italian): number =>
  modalities.reduce((sum, each, at) => sum | (((italian[each] ?? -1) + 1) << (4 * at)), 0)

export function italianIn(number: number): Italian {
  const levels = modalities.flatMap((each, at) => {
    const level = ((number >> (4 * at)) & 15) - 1
    return level < 0 ? [] : [[each, level] as const]
  })
  return Object.fromEntries(levels)
}

export const patternIn = (number: number): number | undefined => (number === NO_PATTERN ? undefined : number)

export const askingOf = ({ italian, municipality, pattern, isco, occupation, requirement }: Vacancy): Asking => ({
  italian: italianOf(italian),
  municipality,
  pattern: pattern ?? NO_PATTERN,
  isco: isco ?? '',
  occupation: occupation ?? '',
  needed: neededIn(requirement),
})

export type Offer = Vacancy & { readonly closesOn?: CivilDate | undefined }

export const packedOf = (vacancy: Offer, shares: readonly Share[]): Packed => ({
  ...askingOf(vacancy),
  id: bytesOfId(vacancy.id),
  posted: dayOf(vacancy.postedOn),
  closes: vacancy.closesOn === undefined ? NEVER : dayOf(vacancy.closesOn),
  skills: packed(shares),
})

/** The sixteen bytes of an identifier. */
export function bytesOfId(id: string): Uint8Array {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

const days = new Map<CivilDate, number>()

/** A day as a number of 16 bits: until 2179. Vacancies share few days, so each is counted once. */
export function dayOf(day: CivilDate): number {
  const known = days.get(day)
  if (known !== undefined) return known
  if (days.size > 10_000) days.clear()
  const number = Math.min(NEVER - 1, Math.max(0, daysBetween(EPOCH, day)))
  days.set(day, number)
  return number
}

/** What a score asks of a vacancy beside its skills. */
export type Demands = Pick<Vacancy, 'italian' | 'municipality' | 'pattern' | 'isco' | 'requirement'>

export function demandsIn({ italian, municipality, pattern, isco, needed }: Asking): Demands {
  const free = patternIn(pattern)
  return {
    italian: italianIn(italian),
    municipality,
    requirement: requirementIn(needed),
    ...(isco === '' ? {} : { isco }),
    ...(free === undefined ? {} : { pattern: free }),
  }
}
