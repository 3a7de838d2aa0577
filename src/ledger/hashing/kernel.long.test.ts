// SPDX-License-Identifier: EUPL-1.2
// A module for each length: compiling sixty of them is not part of every round.
import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { fourLaneModule } from './four-lanes.ts'

const leaf = (message: Uint8Array): Buffer => createHash('sha256').update(Uint8Array.of(0)).update(message).digest()

test('a message of any other fixed length below 120 bytes is padded rightly, too', () => {
  for (let length = 56; length < 119; length += 1) {
    const module = new WebAssembly.Module(fourLaneModule(length, 4))
    const { memory, leaves } = new WebAssembly.Instance(module).exports as unknown as {
      memory: WebAssembly.Memory
      leaves: (out: number, from: number, end: number) => void
    }
    const messages = randomBytes(4 * length)
    new Uint8Array(memory.buffer).set(messages, 3072)
    leaves(8192, 3071, 8192 + 128)
    const answer = Buffer.from(memory.buffer, 8192, 128)
    const expected = Buffer.concat(
      [0, 1, 2, 3].map(lane => leaf(messages.subarray(lane * length, (lane + 1) * length))),
    )
    expect(Buffer.compare(answer, expected), `length ${length}`).toBe(0)
  }
})
