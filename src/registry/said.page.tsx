// SPDX-License-Identifier: EUPL-1.2
// Small pieces that several pages of the registry draw alike.
import type { ComponentChildren } from 'preact'
import { dayInRome } from '#lib/civil-date.ts'
import { Checkbox, RadioGroup, SelectField, TextField } from '#platform/ui/form.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Provenance } from '#platform/ui/nc/provenance.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { contactRules, type Identity, type PersonCard } from './person.ts'
import { ownLevels } from './person.form.ts'
import { displayName } from './person-name.ts'
import { paths } from './registry.paths.ts'
import type { Field, Level } from './statement.ts'
import type { SignedStatement } from './statement.store.ts'
import type { Choice } from './territory.client.ts'

/** Where we are: the person's name, back to her file. */
export function PersonKicker(props: { person: Pick<PersonCard, 'id' | 'givenName' | 'familyName'> }) {
  return (
    <a href={paths.file.to({ person: props.person.id })}>
      <bdi>{displayName(props.person)}</bdi>
    </a>
  )
}

/** A birth date as far as it is known: a day, a month, a year. */
export function BirthDate(props: { identity: Pick<Identity, 'birthDate' | 'birthPrecision'> }) {
  const { t, date, monthName } = usePage()
  const { birthDate, birthPrecision } = props.identity
  if (!birthDate) return <>{t('birth.unknown')}</>
  const [year = '', month = ''] = birthDate.split('-')
  if (birthPrecision === 'year') return <>{t('birth.only-year', { year })}</>
  if (birthPrecision === 'month') return <>{t('birth.only-month', { month: monthName(Number(month)), year })}</>
  return <bdi>{date(birthDate)}</bdi>
}

/** Who said it and how well it is proved, always at the same place after the value. */
export function Said(props: { statement: SignedStatement | undefined }) {
  const { t } = usePage()
  const { statement } = props
  if (!statement) return null
  const who = statement.source ?? t(`said-by.${statement.saidBy}`)
  return (
    <Provenance
      level={statement.level}
      saidBy={who}
      writtenBy={statement.writtenByName}
      at={dayInRome(statement.at)}
      interpreted={statement.interpreted}
    />
  )
}

/** The level of a written permit, with the day it was recorded. */
export function SaidAt(props: { level: Level; who: string; at: SignedStatement['at'] }) {
  return <Provenance level={props.level} saidBy={props.who} at={dayInRome(props.at)} />
}

/** How the case worker knows what she writes. */
export function HowKnown(props: { interpreter?: boolean }) {
  const { t } = usePage()
  return (
    <>
      <RadioGroup
        name="level"
        label={t('level.label')}
        value="declared"
        options={ownLevels.map(level => ({ value: level, label: t(`level.${level}`), hint: t(`level.${level}.hint`) }))}
      />
      {props.interpreter && <Checkbox name="interpreted" label={t('level.interpreted')} />}
    </>
  )
}

export type Suggested = { readonly municipalities: readonly string[] }

export function PlaceField(props: { name: string; label: string; value?: string | undefined; suggested: Suggested }) {
  const { t } = usePage()
  return (
    <TextField
      name={props.name}
      label={props.label}
      hint={t('field.place.hint')}
      value={props.value}
      suggestions={props.suggested.municipalities}
      optional
    />
  )
}

export function ContactRuleField(props: { value?: string | undefined }) {
  const { t } = usePage()
  return (
    <SelectField
      name="safeContact"
      label={t('field.safeContact')}
      hint={t('field.safeContact.hint')}
      value={props.value}
      options={contactRules.map(rule => ({ value: rule, label: t(`contact.${rule}`) }))}
      empty={t('not-asked')}
      optional
    />
  )
}

export function StateField(props: {
  name: string
  label: string
  choices: readonly Choice[]
  value?: string | undefined
}) {
  const { t } = usePage()
  return (
    <SelectField
      name={props.name}
      label={props.label}
      value={props.value}
      options={props.choices}
      empty={t('not-declared')}
      optional
    />
  )
}

/** A row of "what holds today": label, value, provenance. */
export type Shown = {
  readonly field: Field
  readonly label: string
  readonly value: ComponentChildren
  readonly statement?: SignedStatement | undefined
}

export function ValuesTable(props: { shown: readonly Shown[] }) {
  const { t } = usePage()
  return (
    <DataTable
      rows={props.shown}
      empty={<Empty title={t('values.none')} />}
      columns={[
        { label: t('values.field'), kind: 'head', cell: row => row.label },
        { label: t('values.value'), full: true, cell: row => row.value },
        { label: t('values.said'), full: true, cell: row => <Said statement={row.statement} /> },
      ]}
    />
  )
}

const parts = ['identity', 'contacts', 'permits', 'restricted', 'notice'] as const

/** The pages of "data and permit"; the restricted one only for who follows her. */
export function DataNav(props: { person: PersonCard['id']; current: (typeof parts)[number] }) {
  const { t, viewer } = usePage()
  const shown = parts.filter(part => part !== 'restricted' || viewer?.role === 'case-worker')
  const links = shown.map(part => ({
    href: paths[part].to({ person: props.person }),
    label: t(`data.${part}`),
    current: part === props.current,
  }))
  return <LinkRow label={t('data.parts')} links={links} />
}

/** A row of places to go, the current one in bold; tabs belong to the band. */
export function LinkRow(props: {
  label: string
  links: readonly { href: string; label: string; lang?: string; current: boolean }[]
}) {
  return (
    <nav class="nc-row nc-noprint" aria-label={props.label}>
      {props.links.map(({ href, label, lang, current }) => (
        <a href={href} lang={lang} hreflang={lang} aria-current={current ? 'page' : undefined}>
          {current ? <b>{label}</b> : label}
        </a>
      ))}
    </nav>
  )
}
