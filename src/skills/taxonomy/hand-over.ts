// SPDX-License-Identifier: EUPL-1.2
// What one thread gives to another without copying: the memory behind the typed arrays of an index.
import type { IndexParts } from './search-index.ts'

/** Every buffer in a value, each once. */
export function buffersOf(parts: IndexParts): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const look = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) Object.values(value).forEach(look)
  }
  // The starter vocabulary stays with the thread that made it: the next index of that language needs it again.
  look({ ...parts, groups: undefined })
  return [...found]
}
