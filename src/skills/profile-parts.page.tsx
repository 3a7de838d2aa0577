// SPDX-License-Identifier: EUPL-1.2
// What the parts of the profile page share: who says it, correcting it, adding to it.
import type { ComponentChildren } from 'preact'
import { Provenance } from '#platform/ui/nc/provenance.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Told } from './interview.page.tsx'
import { paths } from './interview.paths.ts'
import type { Profile, Remembered } from './profile.ts'
import { isInterpreted, type Stated } from './provenance.ts'
import type { Choices } from './question.page.tsx'
import type { SectionName } from './section.ts'

export type ProfileProps = {
  readonly person: Told
  readonly profile: Profile
  readonly choices: Choices
  /** Who keeps the statements when it is not the reader's own organisation. */
  readonly keeper?: string
  readonly underWay: boolean
  readonly remembered: readonly Remembered[]
  readonly mayWrite: boolean
}

/** Who says it: the chip that stands beside every datum. */
export function SaidBy(props: { stated: Stated; keeper: string | undefined }) {
  const { t } = usePage()
  const { provenance } = props.stated
  const who = provenance.source ?? t(`profile.said-by.${provenance.saidBy === 'operator' ? 'operator' : 'person'}`)
  return (
    <Provenance
      level={provenance.level}
      saidBy={who}
      writtenBy={props.keeper}
      at={provenance.saidOn}
      interpreted={isInterpreted(provenance)}
    />
  )
}

export function Correct(props: { person: string; section: SectionName; stated: Stated; what: string }) {
  const { t } = usePage()
  return (
    <a
      class="nc-noprint nc-s"
      href={paths.correct.to({ person: props.person, section: props.section, entry: props.stated.entry })}
    >
      {t('profile.correct')}
      <span class="visually-hidden"> {props.what}</span>
    </a>
  )
}

export function Add(props: { person: string; section: SectionName; mayWrite: boolean }): ComponentChildren {
  const { t } = usePage()
  if (!props.mayWrite) return null
  return (
    <a href={paths.correct.to({ person: props.person, section: props.section, entry: 'new' })}>
      {t(`interview.${props.section}.add`)}
    </a>
  )
}
