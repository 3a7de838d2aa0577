// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import { canonicalJson } from '#lib/canonical-json.ts'
import type { Seeker } from './seeker.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Weights } from './weights.ts'

/** SHA-256 over the one byte form of a value; what is undefined is left out. */
export const digestOf = (value: object): Buffer =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(value))))
    .digest()

/** What a ranking was made from, for its log: the same inputs, vocabulary and weights give the same digest. */
export const inputsDigest = (seeker: Seeker, vocabulary: Vocabulary, weights: Weights): Buffer =>
  digestOf({ seeker, vocabulary: vocabulary.version, weights: weights.version })
