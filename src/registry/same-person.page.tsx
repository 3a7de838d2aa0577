// SPDX-License-Identifier: EUPL-1.2
// Whether two records are one person: side by side, with the two answers, and what was answered before.
import type { ComponentChildren } from 'preact'
import { ActionButton, Form, type FormState, Hidden, TextField } from '#platform/ui/form.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Duplicate } from './duplicate.store.ts'
import { Reasons } from './new-person.page.tsx'
import { type Identity, maskedCode, type Person, type PersonCard } from './person.ts'
import { displayName } from './person-name.ts'
import { paths } from './registry.paths.ts'
import { BirthDate } from './said.page.tsx'
import type { SamePersonLink, ToldApart } from './same-person.store.ts'
import type { Choice } from './territory.client.ts'

export function Linked(props: { person: Person; links: readonly SamePersonLink[] }) {
  const { t, date } = usePage()
  const { person, links } = props
  return (
    <DataTable
      caption={t('same-person.linked')}
      rows={links}
      columns={[
        { label: t('field.name'), kind: 'head', cell: link => <ToFile person={link.other} /> },
        { label: t('same-person.since'), cell: link => date(link.linkedOn) },
        { label: t('same-person.why'), full: true, cell: link => <bdi>{link.reason}</bdi> },
        {
          label: t('same-person.undo'),
          hideLabel: true,
          cell: link =>
            link.own && (
              <ActionButton
                action={paths.undoSamePerson.to({ person: person.id, link: link.id })}
                label={t('same-person.undo')}
                fields={{ reason: t('same-person.undo.reason') }}
                small
              />
            ),
        },
      ]}
    />
  )
}

export function Apart(props: { person: Person; apart: readonly ToldApart[]; own: boolean }) {
  const { t, date } = usePage()
  return (
    <DataTable
      caption={t('same-person.apart')}
      rows={props.apart}
      columns={[
        { label: t('field.name'), kind: 'head', cell: row => <ToFile person={row.other} /> },
        { label: t('same-person.since'), cell: row => date(row.saidOn) },
        {
          label: t('same-person.again'),
          hideLabel: true,
          cell: row =>
            props.own && (
              <ActionButton
                action={paths.askAgain.to({ person: props.person.id })}
                label={t('same-person.again')}
                fields={{ other: row.other.id }}
                small
              />
            ),
        },
      ]}
    />
  )
}

function ToFile({ person }: { person: PersonCard }) {
  return (
    <a href={paths.file.to({ person: person.id })}>
      <bdi>{displayName(person)}</bdi>
    </a>
  )
}

export function Candidate(props: {
  person: Person
  found: Duplicate
  states: readonly Choice[]
  form?: FormState | undefined
}) {
  const { t } = usePage()
  const { person, found } = props
  const other = found.person
  return (
    <div class="nc-sheet nc-stack nc-tight">
      <p>
        <Reasons found={found} />
      </p>
      <SideBySide mine={person} other={other} states={props.states} />
      <p>
        <a href={paths.file.to({ person: other.id })}>{t('same-person.open')}</a>
      </p>
      <Form action={paths.samePerson.to({ person: person.id })} state={props.form} scope={other.id}>
        <Hidden name="other" value={other.id} />
        <TextField name="reason" label={t('same-person.reason')} hint={t('same-person.reason.hint')} size="long" />
        <div class="nc-row">
          <button class="btn btn-outline-primary nc-b" type="submit">
            {t('same-person.link')}
          </button>
          <button class="btn btn-outline-primary nc-b" type="submit" formaction={paths.apart.to({ person: person.id })}>
            {t('same-person.not')}
          </button>
        </div>
      </Form>
    </div>
  )
}

type Shown = Pick<PersonCard, keyof Identity | 'registeredOn'>
type Line = { readonly label: string; readonly of: (person: Shown) => ComponentChildren }

/** What a paper shows of both. Tax codes stay masked, as on every card. */
function SideBySide(props: { mine: Person; other: PersonCard; states: readonly Choice[] }) {
  const { t, date } = usePage()
  const country = (iso3: string) => props.states.find(state => state.value === iso3)?.label ?? iso3
  const lines: readonly Line[] = [
    { label: t('field.name'), of: person => <bdi>{displayName(person)}</bdi> },
    {
      label: t('field.nativeName'),
      of: person => person.nativeName && <bdi lang={person.nativeLang}>{person.nativeName}</bdi>,
    },
    { label: t('field.birth'), of: person => person.birthDate && <BirthDate identity={person} /> },
    { label: t('field.sex'), of: person => person.sex && t(`sex.${person.sex}`) },
    { label: t('field.citizenship'), of: person => person.citizenship && country(person.citizenship) },
    {
      label: t('field.taxCode'),
      of: person => person.taxCode && <bdi class="nc-code">{maskedCode(person.taxCode)}</bdi>,
    },
    { label: t('same-person.registered'), of: person => date(person.registeredOn) },
  ]
  return (
    <DataTable
      caption={t('same-person.title')}
      hideCaption
      rows={lines.filter(line => line.of(props.mine) || line.of(props.other))}
      columns={[
        { label: t('values.field'), kind: 'head', cell: line => line.label },
        { label: t('same-person.this'), cell: line => line.of(props.mine) || '–' },
        { label: t('same-person.other'), cell: line => line.of(props.other) || '–' },
      ]}
    />
  )
}
