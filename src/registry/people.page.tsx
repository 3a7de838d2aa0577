// SPDX-License-Identifier: EUPL-1.2
import { Button, ButtonLink, Form, TextField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { maskedCode, type PersonCard } from './person.ts'
import { displayName } from './person-name.ts'
import { paths } from './registry.paths.ts'
import type { WorkVerdict } from './right-to-work.ts'
import { BirthDate } from './said.page.tsx'

export type PersonLine = PersonCard & {
  readonly state?: string | undefined
  /** Empty where permits are not shared with my organisation. */
  readonly work?: WorkVerdict | undefined
  readonly own: boolean
}

export type PeoplePageProps = {
  people: readonly PersonLine[]
  total: number
  search: string
  page: number
  perPage: number
  mayRegister: boolean
}

export function PeoplePage(props: PeoplePageProps) {
  const { t, number } = usePage()
  const { search, total } = props
  return (
    <StaffPage
      title={t('people.title')}
      section="people"
      wide
      lead={search ? t('people.found', { total, search }) : t('people.lead', { total })}
      action={
        props.mayRegister && (
          <>
            <ButtonLink href="/people/import" label={t('people.import')} />
            <ButtonLink href={paths.newPerson.to()} label={t('people.new')} look="primary" />
          </>
        )
      }
    >
      <Section title={t('people.list')} hideTitle>
        <div class="nc-stack">
          <Form action={paths.people.to()} method="get">
            <TextField
              name="q"
              type="search"
              label={t('people.search')}
              hint={t('people.search.hint')}
              value={search}
              size="long"
            />
            <div>
              <Button label={t('people.search.go')} look="outline" icon="search" />
            </div>
          </Form>
          <People {...props} />
          {total > props.perPage && <Pages {...props} count={number(Math.ceil(total / props.perPage))} />}
        </div>
      </Section>
    </StaffPage>
  )
}

function People(props: PeoplePageProps) {
  const { t } = usePage()
  return (
    <DataTable
      caption={t('people.list')}
      hideCaption
      rows={props.people}
      empty={<NoOne {...props} />}
      columns={[
        { label: t('field.name'), kind: 'head', cell: person => <Name person={person} /> },
        { label: t('field.birth'), cell: person => <BirthDate identity={person} /> },
        { label: t('field.citizenship'), cell: person => person.state },
        {
          label: t('field.taxCode'),
          cell: person => person.taxCode && <bdi class="nc-code">{maskedCode(person.taxCode)}</bdi>,
        },
        { label: t('work.label'), full: true, cell: person => person.work && <WorkWord verdict={person.work} /> },
      ]}
    />
  )
}

function Name(props: { person: PersonLine }) {
  const { t } = usePage()
  const { person } = props
  return (
    <>
      <a href={paths.file.to({ person: person.id })}>
        <bdi>{displayName(person)}</bdi>
      </a>
      {person.nativeName && (
        <>
          {' '}
          <bdi class="nc-soft" lang={person.nativeLang}>
            {person.nativeName}
          </bdi>
        </>
      )}
      {!person.own && <span class="nc-s nc-soft"> · {t('people.shared')}</span>}
    </>
  )
}

/** The answer in one line: yes, no, from, to be verified; with the last day of the permit. */
export function WorkWord(props: { verdict: WorkVerdict }) {
  const { t, date } = usePage()
  const { verdict, from, until } = props.verdict
  const day = from && verdict === 'from' ? date(from) : ''
  return (
    <>
      {t(`work.verdict.${verdict}`, { date: day })}
      {until && <span class="nc-s nc-soft"> · {t('work.until', { date: date(until) })}</span>}
    </>
  )
}

function NoOne(props: PeoplePageProps) {
  const { t } = usePage()
  if (props.search) return <Empty title={t('people.none-found')}>{t('people.none-found.hint')}</Empty>
  return (
    <Empty
      title={t('people.none')}
      action={props.mayRegister && <ButtonLink href={paths.newPerson.to()} label={t('people.new')} />}
    >
      {t(props.mayRegister ? 'people.none.hint' : 'people.none.for-others')}
    </Empty>
  )
}

function Pages(props: PeoplePageProps & { count: string }) {
  const { t, number } = usePage()
  const to = (page: number) => `${paths.people.to()}?${new URLSearchParams({ q: props.search, page: String(page) })}`
  return (
    <nav class="nc-row" aria-label={t('people.pages')}>
      {props.page > 1 && <a href={to(props.page - 1)}>{t('people.pages.before')}</a>}
      <span>{t('people.pages.here', { page: number(props.page), count: props.count })}</span>
      {props.page * props.perPage < props.total && <a href={to(props.page + 1)}>{t('people.pages.after')}</a>}
    </nav>
  )
}
