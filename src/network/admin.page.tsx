// SPDX-License-Identifier: EUPL-1.2
import { StaffPage } from '#platform/ui/layout.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Strip } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { TodoItem, TodoList } from '#platform/ui/nc/todo.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Health } from './health.store.ts'
import { paths } from './network.paths.ts'
import type { ReadinessItem } from './readiness.ts'

export type AdminPageProps = {
  readonly kind: 'trial' | 'real' | 'demo'
  readonly organisations: number
  readonly jobCentres: number
  readonly members: number
  readonly invited: number
  /** Organisations besides the leading one in which nobody works yet. */
  readonly unmanned: readonly { readonly id: string; readonly name: string }[]
  readonly missing: readonly ReadinessItem[]
  readonly health: Health
}

/** The administrator's first page: what to do next, then how the installation is. */
export function AdminPage(props: AdminPageProps) {
  const { t } = usePage()
  const { organisations, members } = props
  return (
    <StaffPage
      title={t('admin.title')}
      section="admin"
      lead={t('admin.lead', { organisations, members })}
      action={
        <a class="btn btn-primary" href={paths.organisations.to()}>
          {t(organisations > 1 ? 'admin.organisations' : 'admin.add-organisation')}
        </a>
      }
      aside={<Beside health={props.health} />}
      asideLabel={t('admin.places')}
    >
      <NextSteps {...props} />
    </StaffPage>
  )
}

function Beside(props: Pick<AdminPageProps, 'health'>) {
  const { t } = usePage()
  const places = [
    [paths.organisations.to(), 'organisations.title'],
    [paths.jobCentres.to(), 'job-centres.title'],
    [paths.readiness.to(), 'readiness.title'],
    ['/rules', 'admin.rules'],
    ['/admin/translations', 'admin.translations'],
  ] as const
  return (
    <>
      <Section title={t('admin.places')}>
        <ul class="nc-list nc-stack nc-tight">
          {places.map(([href, label]) => (
            <li>
              <a href={href}>{t(label)}</a>
            </li>
          ))}
        </ul>
      </Section>
      <HealthFacts health={props.health} />
    </>
  )
}

function NextSteps({ kind, organisations, jobCentres, unmanned, invited, missing }: AdminPageProps) {
  const { t } = usePage()
  const settled =
    organisations > 1 && jobCentres > 0 && unmanned.length === 0 && (missing.length === 0 || kind !== 'trial')
  return (
    <Section title={t('admin.next')}>
      {settled && <Strip tone="good">{t('admin.next.none')}</Strip>}
      <TodoList>
        {organisations <= 1 && (
          <TodoItem
            tone="new"
            icon="people"
            title={t('admin.next.organisation')}
            action={{ href: paths.organisations.to(), label: t('organisations.add') }}
          >
            {t('admin.next.organisation.why')}
          </TodoItem>
        )}
        {organisations > 1 && jobCentres === 0 && (
          <TodoItem
            tone="new"
            icon="home"
            title={t('admin.next.job-centre')}
            action={{ href: paths.organisations.to(), label: t('organisations.add') }}
          >
            {t('admin.next.job-centre.why')}
          </TodoItem>
        )}
        <Unmanned organisations={unmanned} />
        {invited > 0 && (
          <TodoItem
            tone="new"
            icon="wait"
            title={t('admin.next.invited', { count: invited })}
            action={{ href: paths.organisations.to(), label: t('admin.next.invited.go') }}
          >
            {t('admin.next.invited.why')}
          </TodoItem>
        )}
        {kind === 'trial' && (
          <TodoItem
            tone="new"
            icon="shield"
            title={t('admin.next.readiness', { count: missing.length })}
            action={{ href: paths.readiness.to(), label: t('admin.next.readiness.go') }}
          >
            {t('admin.next.readiness.why')}
          </TodoItem>
        )}
      </TodoList>
    </Section>
  )
}

const ONE_BY_ONE = 3

/** A few are invited one by one; many are one line, for most of them are only named and never sign in. */
function Unmanned({ organisations }: { organisations: AdminPageProps['unmanned'] }) {
  const { t, list } = usePage()
  if (organisations.length > ONE_BY_ONE) {
    const names = list(organisations.slice(0, ONE_BY_ONE).map(each => each.name))
    return (
      <TodoItem
        tone="new"
        icon="mail"
        title={t('admin.next.invite.many', { count: organisations.length })}
        action={{ href: paths.organisations.to(), label: t('admin.organisations') }}
      >
        {t('admin.next.invite.some', { names })}
      </TodoItem>
    )
  }
  return (
    <>
      {organisations.map(each => (
        <TodoItem
          tone="warm"
          icon="mail"
          title={t('admin.next.invite', { name: each.name })}
          action={{ href: paths.organisation.to({ organisation: each.id }), label: t('invite.submit') }}
        >
          {t('admin.next.invite.why')}
        </TodoItem>
      ))}
    </>
  )
}

function HealthFacts({ health }: { health: Health }) {
  const { t, number } = usePage()
  return (
    <Section title={t('health.title')}>
      <DefinitionList
        items={[
          { label: t('health.database'), value: `PostgreSQL ${health.databaseVersion}` },
          { label: t('health.size'), value: t('health.megabytes', { size: number(health.databaseMegabytes) }) },
          {
            label: t('health.address'),
            value: (
              <bdi class="nc-code" dir="ltr">
                {health.address}
              </bdi>
            ),
          },
          { label: t('health.encrypted'), value: t(health.encrypted ? 'health.encrypted.yes' : 'health.encrypted.no') },
          {
            label: t('health.jobs'),
            value: t('health.jobs.state', { waiting: health.jobsWaiting, failed: health.jobsFailed }),
          },
          { label: t('health.since'), value: t('health.hours', { hours: health.hoursUp }) },
        ]}
      />
    </Section>
  )
}
