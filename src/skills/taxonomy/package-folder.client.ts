// SPDX-License-Identifier: EUPL-1.2
// Files of a package on this machine: found under a folder, unpacked, with the checksum of what was given.
import { createHash } from 'node:crypto'
import { globSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { type PackageFile, packageFile, readingOrder } from './package-file.ts'

const unpack = promisify(gunzip)

export type Found = PackageFile & { readonly path: string; readonly name: string }

/** @returns what can be read, concepts first, and the CSV files that it has no use for */
export function findPackageFiles(
  places: readonly string[],
  version?: string,
): { readonly files: readonly Found[]; readonly others: readonly string[] } {
  const paths = places.flatMap(place =>
    statSync(place).isDirectory()
      ? globSync('**/*.{csv,csv.gz,CSV}', { cwd: place }).map(name => path.join(place, name))
      : [place],
  )
  const files: Found[] = []
  const others: string[] = []
  for (const each of [...new Set(paths)].toSorted()) {
    const file = packageFile(each, version)
    // Packages of several languages carry the same relations: one of them is enough.
    const double = files.some(
      one => file && one.version === file.version && one.kind === file.kind && one.language === file.language,
    )
    if (file && !double) files.push({ ...file, path: each, name: path.basename(each) })
    else others.push(each)
  }
  const place = (file: Found) => readingOrder.indexOf(file.kind)
  return { files: files.toSorted((a, b) => place(a) - place(b)), others }
}

/** The text of one file and the SHA-256 of its bytes as given, packed or not. */
export async function readPackageFile(file: Found): Promise<{ readonly text: string; readonly sha256: string }> {
  const bytes = await readFile(file.path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const plain = file.path.endsWith('.gz') ? await unpack(bytes) : bytes
  return { text: plain.toString('utf8').replace(/^\uFEFF/, ''), sha256 }
}
