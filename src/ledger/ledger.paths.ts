// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

export const paths = {
  check: path('/verifica'),
  keys: path('/ledger/keys.txt'),
  head: path('/ledger/checkpoint'),
  fact: path('/ledger/facts/:fact'),
  proof: path('/ledger/facts/:fact/proof'),
} as const
