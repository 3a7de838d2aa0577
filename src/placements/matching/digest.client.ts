// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import { canonicalJson } from '#lib/canonical-json.ts'
import type { Seeker } from './seeker.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Weights } from './weights.ts'

/** What a ranking was made from, for its log: the same inputs, vocabulary and weights give the same digest. */
export function inputsDigest(seeker: Seeker, vocabulary: Vocabulary, weights: Weights): string {
  const plain = JSON.parse(JSON.stringify({ seeker, vocabulary: vocabulary.version, weights: weights.version }))
  return createHash('sha256').update(canonicalJson(plain)).digest('hex')
}
