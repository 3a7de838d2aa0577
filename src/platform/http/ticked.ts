// SPDX-License-Identifier: EUPL-1.2
// What a ticked box sends: said once, for the box that is drawn and for the input that reads it.

/** Sent by every box that says nothing else. */
export const TICKED = 'yes'

/** `on` is what browsers send for a box without a value; `true` and `1` are written by other programs. */
const ticked = new Set<unknown>([TICKED, 'on', 'true', '1'])
export const isTicked = (value: unknown): boolean => ticked.has(value)
