// SPDX-License-Identifier: EUPL-1.2
// The simplest anchor: heads in a folder that is printed, mailed or carried away. What is there is never overwritten.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sha256 } from '../crypto.client.ts'
import { utf8 } from '../verifier/bytes.ts'
import { writeLasting } from '../witness/memory.client.ts'
import type { AnchorSink } from './anchor.ts'

export function fileAnchor(folder: string): AnchorSink {
  const nameOf = (note: string): string => `${sha256(utf8(note)).toString('hex')}.checkpoint`
  return {
    name: 'file',
    submit: async note => {
      const file = path.join(folder, nameOf(note))
      if (!existsSync(file)) writeLasting(file, note)
      return utf8(nameOf(note))
    },
    verify: async (note, reference) => {
      const name = Buffer.from(reference).toString('utf8')
      const file = path.join(folder, path.basename(name))
      const holds = name === nameOf(note) && existsSync(file) && readFileSync(file, 'utf8') === note
      return { holds, at: undefined }
    },
  }
}
