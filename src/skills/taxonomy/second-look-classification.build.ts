// SPDX-License-Identifier: EUPL-1.2
// The published classification as the product holds it: imported into a throw-away database and read out of it again.
import { aPlace } from './bench-place.build.ts'
import { rowsIn } from './documents.ts'
import type { TaxonomyRow } from './entries.ts'
import { importTaxonomy } from './import.act.ts'
import { indexOf } from './open-index.ts'
import { findPackageFiles } from './package-folder.client.ts'
import { listsOf } from './second-look-lists.build.ts'
import type { Lists } from './second-look-learning.build.ts'
import { askingOf, type SetName, shareOf } from './second-look-sets.build.ts'
import { documentsFor } from './taxonomy.store.ts'

export type Classification = { lists(name: SetName): Promise<Lists>; close(): Promise<void> }

export async function openClassification(folder: string): Promise<Classification> {
  const place = await aPlace()
  await importTaxonomy(place.db, findPackageFiles([folder]).files)
  const known = new Map<string, readonly TaxonomyRow[]>()
  const rowsOf = async ({ kind, language }: SetName) => {
    const key = `${kind} ${language}`
    const rows = known.get(key) ?? rowsIn(await place.db.inScope(place.scope(), tx => documentsFor(tx, kind, language)))
    known.set(key, rows)
    return rows
  }
  return {
    async lists(name) {
      const { entries, queries } = askingOf(name, await rowsOf(name))
      return listsOf(indexOf(entries, name.kind, name.language), queries, shareOf(name))
    },
    close: () => place.stop(),
  }
}
