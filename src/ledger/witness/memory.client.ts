// SPDX-License-Identifier: EUPL-1.2
// A witness's memory in a folder, one file for each log. What was signed is on the disk before anybody sees the signature:
// a witness that forgets could be led back.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { toHex, utf8 } from '../verifier/bytes.ts'
import { parseCheckpoint, parseNote } from '../verifier/note.ts'
import { sha256 } from '../verifier/sha256.ts'
import type { Memory, Seen } from './add-checkpoint.ts'

/** The name under which a witness keeps and publishes what it saw of a log. */
export const nameOfOrigin = (origin: string): string => toHex(sha256(utf8(origin)))

/** Writes a file so that it is whole or not there, and lasts: the content first, then the name, then the folder. */
export function writeLasting(file: string, content: string | Uint8Array): void {
  const half = `${file}.part-${process.pid}`
  const handle = openSync(half, 'w')
  try {
    writeSync(handle, Buffer.from(content as string))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(half, file)
  syncFolder(path.dirname(file))
}

/** A new name lasts only when its folder is on the disk. Windows has no such call and does not need it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function read(file: string): Seen | undefined {
  if (!existsSync(file)) return undefined
  const note = readFileSync(file, 'utf8')
  const head = parseCheckpoint(parseNote(note)?.text ?? '')
  // Better no witness than one that has lost its memory and does not know it.
  if (!head) throw new Error(`${file} is damaged: restore it, or ask the other witnesses what they saw`)
  return { size: head.size, root: head.root, note }
}

export function memoryInFolder(folder: string): Memory {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const fileOf = (origin: string): string => path.join(folder, `${nameOfOrigin(origin)}.checkpoint`)
  return {
    seen: origin => read(fileOf(origin)),
    replace: (origin, before, now) => {
      const file = fileOf(origin)
      const lock = `${file}.lock`
      let handle: number
      try {
        // Two processes with one folder: the second one loses, and says so by its answer.
        handle = openSync(lock, 'wx')
      } catch {
        return false
      }
      try {
        if (read(file)?.note !== before?.note) return false
        writeLasting(file, now.note)
        return true
      } finally {
        closeSync(handle)
        rmSync(lock, { force: true })
      }
    },
  }
}
