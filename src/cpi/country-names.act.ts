// SPDX-License-Identifier: EUPL-1.2
import { stateNames } from '#registry/index.ts'

type View = { readonly lang: string; t(key: string): string }

/** Names of states for a page, in its language, by ISO code. */
export async function countryNames({ lang, t }: View): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(await stateNames(lang, t))
}
