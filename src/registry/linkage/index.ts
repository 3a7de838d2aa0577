// SPDX-License-Identifier: EUPL-1.2
// What the rest of the registry (and the command line) uses of the engine. How it works is in README.md beside it.

export { type Deduplicated, deduplicate, type Linked, type LinkedPair, type LinkOptions, link } from './link.ts'
export type { LinkageRecord } from './record.ts'
export { type Model, probabilityOf, priorBits, RULE } from './model.ts'
export { startingModel } from './invented-model.ts'
export { addRecord, emptyTable, type Table } from './table.ts'
export { type KeyKind, keyKinds, METHOD, type ProbeKey, probeKeys, storedKeys } from './person-key.ts'
export { weighAgainst } from './weighing.ts'
export { KeyIndex, WEIGHED } from './key-index.ts'
export { nameLevels } from './name.ts'
export { priorAmong, settle } from './relatives.ts'
export { birthLevels } from './birth.ts'
export { codeLevels } from './code.ts'
export { frozenF1, readModel } from './model-file.ts'
