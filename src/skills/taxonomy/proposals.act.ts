// SPDX-License-Identifier: EUPL-1.2
// What to ask of somebody who did an occupation: first the plain tasks of its unit group, then its skills, eight at a
// time. Tasks are in our own words and in several languages; skills are named as the installed package names them.
import type { Tx } from '#platform/db/scope.ts'
import { installedFiles } from './import.store.ts'
import { AT_ONCE, inAskingOrder, turnOf } from './occupation-skills.ts'
import { groupUri, STARTER, starterIn } from './starter.ts'
import { newestOf, skillsOf } from './taxonomy.store.ts'

export type Proposal = {
  readonly uri: string
  readonly label: string
  readonly language: string
  readonly version: string
  readonly kind: 'task' | 'essential' | 'optional'
  /** The same in the language of the person, where it is known. */
  readonly hers?: { readonly label: string; readonly language: string }
}
export type Asked = { readonly occupation: string; readonly isco?: string | undefined }
export type Speaking = { readonly own: string; readonly hers?: string | undefined }

export function tasksOf(isco: string | undefined, { own, hers }: Speaking): readonly Proposal[] {
  if (isco === undefined) return []
  const language = starterIn(own)[isco] ? own : 'en'
  const [mine, other] = [starterIn(language)[isco]?.tasks ?? [], starterIn(hers ?? language)[isco]?.tasks ?? []]
  const task = (label: string, at: number): Proposal => {
    const uri = `${groupUri(isco)}#task-${at + 1}`
    const [own, second] = [{ uri, label, language, version: STARTER, kind: 'task' as const }, other[at]]
    return second === undefined || hers === undefined || hers === language
      ? own
      : Object.assign(own, { hers: { label: second, language: hers } })
  }
  return mine.slice(0, AT_ONCE).map(task)
}

/** Everything that can be asked, turn by turn: tasks are a turn of their own. */
export async function proposalsFor(
  tx: Tx,
  { occupation, isco }: Asked,
  speaking: Speaking,
): Promise<readonly (readonly Proposal[])[]> {
  const installed = await installedFiles(tx)
  const languages = [...new Set([speaking.own, ...(speaking.hers ? [speaking.hers] : []), 'it', 'en'])]
  const { skills } = await skillsOf(tx, installed, occupation, languages)
  const version = newestOf(installed, 'occupation-skills', '') ?? ''
  const ordered = inAskingOrder(skills)
  const tasks = tasksOf(isco, speaking)
  const turns = Array.from({ length: Math.ceil(ordered.length / AT_ONCE) }, (_, turn) =>
    turnOf(skills, turn).map(({ uri, label, language, essential }): Proposal => {
      return { uri, label, language, version, kind: essential ? 'essential' : 'optional' }
    }),
  )
  return tasks.length > 0 ? [tasks, ...turns] : turns
}
