// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

export const paths = {
  check: path('/verifica'),
  keys: path('/ledger/keys.txt'),
  head: path('/ledger/checkpoint'),
  /** Each register as a C2SP log: `/ledger/<network>` is its prefix, what follows is named by tlog-tiles. */
  log: path('/ledger/:network'),
  logHead: path('/ledger/:network/checkpoint'),
  logWitnessed: path('/ledger/:network/checkpoint.witnessed'),
  logTile: path('/ledger/:network/tile/*'),
  /** For a witness without a server; it is named by the hash of its key, as in a note. */
  pending: path('/ledger/:network/witness/:witness/pending'),
  cosignature: path('/ledger/:network/witness/:witness/cosignature'),
  fact: path('/ledger/facts/:fact'),
  proof: path('/ledger/facts/:fact/proof'),
  accessesProof: path('/my/seen/proof'),
} as const
