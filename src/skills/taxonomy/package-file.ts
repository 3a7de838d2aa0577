// SPDX-License-Identifier: EUPL-1.2
// What a file of an ESCO package is, by its name: occupations_it.csv, broaderRelationsSkillPillar.csv.gz …
// The files do not say their version: the folder does ("ESCO dataset - v1.2.0 - classification - it - csv").

export const conceptKinds = ['occupation', 'skill', 'skill-group', 'isco-group'] as const
export type ConceptKind = (typeof conceptKinds)[number]
export type FileKind = ConceptKind | 'occupation-skills' | 'broader-occupations' | 'broader-skills' | 'skill-skills'

export type PackageFile = {
  readonly kind: FileKind
  /** Empty for relations, which say the same in every language. */
  readonly language: string
  readonly version: string
}

const names: Readonly<Record<string, FileKind>> = {
  occupations: 'occupation',
  skills: 'skill',
  skillgroups: 'skill-group',
  iscogroups: 'isco-group',
  occupationskillrelations: 'occupation-skills',
  broaderrelationsoccpillar: 'broader-occupations',
  broaderrelationsskillpillar: 'broader-skills',
  skillskillrelations: 'skill-skills',
}

/** Concepts before what refers to them. */
export const readingOrder: readonly FileKind[] = [
  'isco-group',
  'skill-group',
  'skill',
  'occupation',
  'broader-occupations',
  'broader-skills',
  'skill-skills',
  'occupation-skills',
]

export const isConceptKind = (kind: FileKind): kind is ConceptKind => conceptKinds.some(one => one === kind)

/** The version named last on the way to the file: "v1.1.1-en", "ESCO dataset - v1.2.0 - …", "1.2". */
export function versionIn(path: string): string | undefined {
  const folders = path.split(/[\\/]/).slice(0, -1)
  const found = folders.flatMap(folder => /(?:^|[^\d.])v?(\d{1,2}(?:\.\d{1,3}){1,3})(?!\d)/i.exec(folder)?.[1] ?? [])
  return found.at(-1)
}

/** @param version said by the user; wins over the folder's name */
export function packageFile(path: string, version?: string): PackageFile | undefined {
  const name = path.split(/[\\/]/).at(-1) ?? ''
  const [, stem = '', suffix] = /^([a-z]+?)(?:_([a-z]{2,3}))?\.csv(?:\.gz)?$/i.exec(name) ?? []
  const kind = names[stem.toLowerCase()]
  const known = version ?? versionIn(path)
  if (!kind || !known) return undefined
  if (!isConceptKind(kind)) return { kind, language: '', version: known }
  return suffix ? { kind, language: suffix.toLowerCase(), version: known } : undefined
}

/** Newest first: 1.10 after 1.9, 1.1.1 after 1.1. */
export function newestFirst(a: string, b: string): number {
  const [left, right] = [a, b].map(version => version.split('.').map(Number))
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at++) {
    const difference = (right?.[at] ?? 0) - (left?.[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
