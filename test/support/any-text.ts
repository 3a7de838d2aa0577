// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'

const SURROGATES = 0xd800
const AFTER = 0xe000
const LAST = 0x10ffff
const GAP = AFTER - SURROGATES

/**
 * Any character there is. fast-check has the same as `unit: 'binary'`, but writes a table of all 1.1 million of them to
 * find the way back from a text, a second and more for each worker; here the way back is computed.
 */
export const anyCharacter = fc.integer({ min: 0, max: LAST - GAP }).map(
  place => String.fromCodePoint(place < SURROGATES ? place : place + GAP),
  text => {
    const point = typeof text === 'string' ? text.codePointAt(0) : undefined
    if (point === undefined || text !== String.fromCodePoint(point)) throw new Error('Not one character')
    return point < SURROGATES ? point : point - GAP
  },
)
