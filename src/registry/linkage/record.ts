// SPDX-License-Identifier: EUPL-1.2
// A record as anybody's file has it: every field may be missing, names may be in one field or two, in any script.

export type LinkageRecord = {
  readonly given?: string | undefined
  readonly family?: string | undefined
  /** The whole name in one field, where given and family name are not apart. */
  readonly full?: string | undefined
  readonly birth?: string | undefined
  readonly sex?: string | undefined
  /** An Italian tax code, final or provisional. Other countries' numbers belong to `numbers`. */
  readonly taxCode?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly address?: string | undefined
  readonly city?: string | undefined
  readonly region?: string | undefined
  readonly postcode?: string | undefined
  readonly birthPlace?: string | undefined
  readonly citizenship?: string | undefined
  /** Numbers of papers by their name: permit, passport, social security. */
  readonly numbers?: Readonly<Record<string, string | undefined>>
  /** Anything else that may agree or not, such as an occupation. */
  readonly more?: Readonly<Record<string, string | undefined>>
}
