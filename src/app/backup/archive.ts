// SPDX-License-Identifier: EUPL-1.2
// The form of an archive: gzip of lines. A heading, then for each table a line that names it and one line for each row,
// at the end a manifest with the number of rows and the SHA-256 of each table's lines.
import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import { createGunzip, createGzip } from 'node:zlib'

export const FORMAT = 'nuove-comunita/backup/1'

export type Part = 'data' | 'keys'
export type Heading = { format: string; part: Part; at: string; migrations: readonly string[] }
export type Digest = { rows: number; sha256: string }
export type Manifest = Readonly<Record<string, Digest>>

export type ArchiveDefect =
  | 'foreign'
  | 'other-part'
  | 'not-unpacked'
  | 'short'
  | 'damaged'
  | 'changed'
  | 'other-version'
  | 'not-empty'
  | 'no-table'

/** Why an archive cannot be read or restored; the sentence is `cli.archive.<code>`. */
export class ArchiveError extends Error {
  readonly code: ArchiveDefect
  readonly params: Readonly<Record<string, string>>

  constructor(code: ArchiveDefect, params: Readonly<Record<string, string>> = {}) {
    super(`archive.${code}`)
    this.code = code
    this.params = params
  }
}

export type Writer = {
  table(name: string): Promise<void>
  row(line: string): Promise<void>
  /** Ends the file and gives it its name. Until then it has another, so that half an archive is never taken for one. */
  close(): Promise<Manifest>
}

export async function writeArchive(file: string, heading: Heading): Promise<Writer> {
  const zip = createGzip()
  const out = createWriteStream(`${file}.part`, { mode: 0o600 })
  zip.pipe(out)
  const put = async (line: string) => {
    if (!zip.write(`${line}\n`)) await once(zip, 'drain')
  }
  await put(JSON.stringify(heading))
  const manifest: Record<string, Digest> = {}
  let open: { name: string; rows: number; hash: Hash } | undefined
  const endTable = () => {
    if (open) manifest[open.name] = { rows: open.rows, sha256: open.hash.digest('hex') }
    open = undefined
  }
  return {
    table: async name => {
      endTable()
      open = { name, rows: 0, hash: createHash('sha256') }
      await put(JSON.stringify({ table: name }))
    },
    row: async line => {
      if (!open) throw new Error('A row before its table')
      open.rows++
      open.hash.update(line).update('\n')
      await put(line)
    },
    close: async () => {
      endTable()
      await put(JSON.stringify({ manifest }))
      zip.end()
      await once(out, 'close')
      await rename(`${file}.part`, file)
      return manifest
    },
  }
}

export type Reading = {
  readonly heading: Heading
  /** Each row with its table, in the order of the file. Throws ArchiveError at the first thing that is not right. */
  rows(): AsyncGenerator<{ table: string; line: string }>
}

/** Opens an archive and reads its heading. */
export async function readArchive(file: string, part: Part): Promise<Reading> {
  const lines = createInterface({
    input: createReadStream(file).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  const iterator = lines[Symbol.asyncIterator]()
  const first = await iterator.next().catch(() => ({ value: undefined, done: true as const }))
  const heading = parse(first.value) as Partial<Heading> | undefined
  if (heading?.format !== FORMAT) throw new ArchiveError('foreign', { file })
  if (heading.part !== part) throw new ArchiveError('other-part', { file, part, found: String(heading.part) })
  return { heading: heading as Heading, rows: () => rowsOf(file, iterator) }
}

async function* rowsOf(file: string, lines: AsyncIterator<string>): AsyncGenerator<{ table: string; line: string }> {
  const seen: Record<string, Digest> = {}
  let open: { name: string; rows: number; hash: Hash } | undefined
  const endTable = () => {
    if (open) seen[open.name] = { rows: open.rows, sha256: open.hash.digest('hex') }
  }
  for (;;) {
    const next = await lines.next().catch(() => {
      throw new ArchiveError('not-unpacked', { file })
    })
    if (next.done) throw new ArchiveError('short', { file })
    const line = next.value
    if (line.startsWith('{"table":')) {
      endTable()
      const head = parse(line) as { table: string } | undefined
      if (!head) throw new ArchiveError('damaged', { file })
      open = { name: head.table, rows: 0, hash: createHash('sha256') }
    } else if (line.startsWith('{"manifest":')) {
      endTable()
      const { manifest } = (parse(line) ?? {}) as { manifest?: Manifest }
      if (JSON.stringify(manifest) !== JSON.stringify(seen)) throw new ArchiveError('changed', { file })
      return
    } else {
      if (!open) throw new ArchiveError('damaged', { file })
      open.rows++
      open.hash.update(line).update('\n')
      yield { table: open.name, line }
    }
  }
}

function parse(line: string | undefined): unknown {
  try {
    return line === undefined ? undefined : JSON.parse(line)
  } catch {
    return undefined
  }
}
