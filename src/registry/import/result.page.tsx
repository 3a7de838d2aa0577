// SPDX-License-Identifier: EUPL-1.2
import { ActionButton, ButtonLink } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Notice, Strip } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { Message, usePage } from '#platform/ui/page-context.tsx'
import { paths as registry } from '../registry.paths.ts'
import type { Waiting } from './apply-plan.ts'
import { paths } from './import.paths.ts'
import type { Import } from './import.ts'

type Props = { given: Import; people: number; built: number; waiting: readonly Waiting[] }

export function ResultPage(props: Props) {
  const { t, instant } = usePage()
  const { given } = props
  const name = given.fileName || t('import.earlier.forgotten')
  return (
    <StaffPage
      title={t(`import.result.title.${given.state}`, { count: given.created })}
      section="people"
      kicker={t('import.result.kicker')}
      lead={
        <Message
          of="import.result.lead"
          args={{
            file: <bdi class="nc-code">{name}</bdi>,
            when: instant(given.undoneAt ?? given.appliedAt ?? given.at),
          }}
        />
      }
      action={
        given.state === 'applied' ? (
          <ButtonLink href={registry.people.to()} label={t('import.result.people')} look="primary" />
        ) : (
          <ButtonLink href={paths.start.to()} label={t('import.result.again')} look="primary" />
        )
      }
    >
      {given.state === 'undone' && <Strip tone="good">{t('import.result.as-before')}</Strip>}
      <Counts {...props} />
      <WaitingPart {...props} />
      {given.state === 'applied' && (
        <>
          <UndoPart {...props} />
          <p>
            <a href={paths.start.to()}>{t('import.result.again')}</a>
          </p>
        </>
      )}
    </StaffPage>
  )
}

/** Of what was done, or of what was undone; a file thrown away did nothing. */
function Counts({ given, waiting }: Props) {
  const { t, number } = usePage()
  const undone = given.state === 'undone'
  if (!undone && given.state !== 'applied') return null
  return (
    <DefinitionList
      items={[
        { label: t(undone ? 'import.result.removed' : 'import.result.created'), value: number(given.created) },
        { label: t(undone ? 'import.result.restored' : 'import.result.updated'), value: number(given.updated) },
        ...(undone ? [] : [{ label: t('import.result.waiting'), value: number(waiting.length) }]),
      ]}
    />
  )
}

function WaitingPart({ given, waiting }: Props) {
  const { t, date } = usePage()
  if (waiting.length === 0) return null
  const errors = waiting.filter(each => each.reason === 'error').length
  return (
    <Section
      title={t('import.result.waiting-title')}
      lead={t('import.result.waiting-lead', { errors, undecided: waiting.length - errors })}
    >
      <div class="nc-row">
        <ButtonLink href={paths.review.to({ import: given.id })} label={t('import.result.resume')} />
        <ButtonLink
          href={paths.waiting.to({ import: given.id, kind: 'xlsx' })}
          label={t('import.result.download-xlsx')}
          icon="down"
          download
        />
        <ButtonLink
          href={paths.waiting.to({ import: given.id, kind: 'csv' })}
          label={t('import.result.download-csv')}
          icon="down"
          download
        />
      </div>
      <p class="nc-s nc-soft">
        {t('import.result.kept', { day: date(given.expiresAt.slice(0, 10) as Parameters<typeof date>[0]) })}
      </p>
    </Section>
  )
}

function UndoPart({ given, people, built }: Props) {
  const { t } = usePage()
  if (people === 0) return null
  if (built > 0) return <Notice icon="lock">{t('import.result.built', { count: built })}</Notice>
  return (
    <Section title={t('import.result.undo-title')} lead={t('import.result.undo-lead', { count: people })}>
      <ActionButton
        action={paths.undo.to({ import: given.id })}
        label={t('import.result.undo')}
        look="danger"
        icon="undo"
      />
    </Section>
  )
}
