// SPDX-License-Identifier: EUPL-1.2
// Whom an auditor trusts: keys, and in the form of C2SP tlog-policy which countersignatures of witnesses are enough.
//   <key>                      a key that is trusted as it stands (of the register, or of an organisation)
//   log <key>                  the key of the register         revoked <key id> <n>    refused from its n-th act on
//   witness <name> <key>       group <name> <n|any|all> <name> …       quorum <name|none>
import { utf8 } from './bytes.ts'
import { verifySignature } from './ed25519.ts'
import { COSIGNATURE, parseVkey, type Note, type VerifierKey } from './note.ts'

type Group = { needs: number; members: string[] }
export type Policy = { witnesses: Map<string, VerifierKey>; groups: Map<string, Group>; quorum: string }
export type Trust = { keys: VerifierKey[]; revoked: Map<string, number>; policy: Policy | undefined }
export type Cosigned = { times: Map<string, number>; forged: string[] }

/** Answers the number of the first line that cannot be read instead. A member must be named before its group. */
export function parseTrust(text: string): Trust | number {
  const [keys, revoked]: [VerifierKey[], Trust['revoked']] = [[], new Map()]
  const policy: Policy = { witnesses: new Map(), groups: new Map(), quorum: '' }
  const known = (name: string): boolean => policy.witnesses.has(name) || policy.groups.has(name)
  const read = ([word = '', name = '', ...rest]: string[]): boolean => {
    const key = parseVkey(word === 'log' ? name : word)
    if (key) keys.push(key)
    if (word === 'witness' && rest.length === 1 && !known(name) && name !== 'none') {
      const witness = parseVkey(rest[0] ?? '', COSIGNATURE)
      if (witness) policy.witnesses.set(name, witness)
      return witness !== undefined
    }
    if (word === 'group' && rest.length > 1 && !known(name) && name !== 'none') {
      const [count = '', ...members] = rest
      const needs =
        count === 'any' ? 1 : count === 'all' ? members.length : /^[1-9]\d*$/.test(count) ? Number(count) : 0
      policy.groups.set(name, { needs, members })
      return needs > 0 && needs <= new Set(members).size && members.every(known)
    }
    if (word === 'revoked' && rest.length === 1 && /^[0-9a-f]{16} [1-9]\d{0,15}$/.test(`${name} ${rest[0]}`))
      return revoked.set(name, Number(rest[0])).size > 0
    if (word !== 'quorum') return key !== undefined && rest.length === 0 && (name === '' || word === 'log')
    const first = policy.quorum === ''
    policy.quorum = name
    return first && rest.length === 0 && (known(name) || name === 'none')
  }
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() !== '' && !line.startsWith('#') && !read(line.trim().split(/\s+/))) return i + 1
  }
  return { keys, revoked, policy: policy.quorum === '' ? undefined : policy }
}

/** Whether these witnesses are enough: a group is reached when as many of its members are as it needs. */
export function isQuorum(policy: Policy, present: ReadonlySet<string>, name = policy.quorum): boolean {
  const group = policy.groups.get(name)
  if (!group) return name === 'none' || present.has(name)
  return new Set(group.members.filter(member => isQuorum(policy, present, member))).size >= group.needs
}

/** C2SP tlog-cosignature v1: what a witness signs is the whole head, behind the time at which it saw it. */
export const cosignatureMessage = (time: number, text: string): ReturnType<typeof utf8> =>
  utf8(`cosignature/v1\ntime ${time}\n${text}`)

/** Which witnesses of the policy countersigned this note and when; a line under a known key that does not hold is forged. */
export async function cosignersOf(note: Note, { witnesses }: Policy): Promise<Cosigned> {
  const found: Cosigned = { times: new Map(), forged: [] }
  for (const [name, key] of witnesses) {
    for (const line of note.signatures.filter(one => one.name === key.name && one.hash === key.hash)) {
      const time = Number(new DataView(line.signature.buffer).getBigUint64(0))
      const message = cosignatureMessage(time, note.text)
      const holds = line.signature.length === 72 && Number.isSafeInteger(time) && time > 0
      if (holds && (await verifySignature(key.key, line.signature.slice(8), message))) found.times.set(name, time)
      else found.forged.push(name)
    }
  }
  return found
}
