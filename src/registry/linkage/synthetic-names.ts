// SPDX-License-Identifier: EUPL-1.2
// Material for invented names by group of languages (synthetic-names.json): common words of naming, put together by
// chance, so that no real person is meant and the tail of rare names is as long as in life. Lists are ordered: the first
// are the commonest. A surname is a word of `families`, or a stem with an ending ('.' none, '_x' after, 'X_' before).
import stored from './synthetic-names.json' with { type: 'json' }

export type Style =
  | 'arabic-french'
  | 'arabic-english'
  | 'south-asian'
  | 'west-african'
  | 'slavic'
  | 'chinese'
  | 'ethiopic'
  | 'spanish'
  | 'balkan'
  | 'plain'

export type NameGroup = {
  readonly style: Style
  readonly women: readonly string[]
  readonly men: readonly string[]
  readonly families?: readonly string[]
  readonly stems?: readonly string[]
  readonly endings?: readonly string[]
  /** Share of people with a second given name. */
  readonly second?: number
  /** How the surname is made: one word, two surnames, or the names of father and grandfather. */
  readonly surname?: 'two' | 'fathers'
  /** Endings of a man's surname that are others for a woman. */
  readonly womenEnding?: readonly (readonly [string, string])[]
}

export type GroupName = keyof typeof stored
type Stored = Omit<NameGroup, 'women' | 'men' | 'families' | 'stems' | 'endings'> &
  Readonly<Partial<Record<'women' | 'men' | 'families' | 'stems' | 'endings', string>>>

const words = (text: string | undefined): readonly string[] => text?.split(' ') ?? []

export const nameGroups = Object.fromEntries(
  Object.entries(stored as unknown as Record<GroupName, Stored>).map(([name, group]) => {
    const { women, men, families, stems, endings, ...rest } = group
    const lists = { women: words(women), men: words(men), families: words(families) }
    return [name, { ...rest, ...lists, ...(stems ? { stems: words(stems), endings: words(endings) } : {}) }]
  }),
) as Readonly<Record<GroupName, NameGroup>>
