// SPDX-License-Identifier: EUPL-1.2
import { readMunicipality } from '../territory.client.ts'
import { folded } from './plain-text.ts'
import type { Places } from './row-context.ts'

/** Looks up the municipalities that the texts of a file may mean. A name that several share is left to the user. */
export async function findPlaces(names: Iterable<string>): Promise<Places> {
  const places = new Map<string, string>()
  for (const name of names) {
    const [only, ...others] = await readMunicipality(name)
    if (only && others.length === 0) places.set(folded(name), only.code)
  }
  return places
}
