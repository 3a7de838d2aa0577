// SPDX-License-Identifier: EUPL-1.2
import type { JobState } from '#platform/jobs/job-state.ts'
import { ActionButton } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Progress } from '#platform/ui/nc/figures.tsx'
import { Icon } from '#platform/ui/nc/icon.tsx'
import { Notice, Strip } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './import.paths.ts'
import type { ImportHead, WorkKind } from './import.ts'
import type { ImportStep } from './review.store.ts'

type Props = { given: ImportHead; kind: WorkKind; state: JobState; still: boolean }

const stepsOf: Readonly<Record<WorkKind, readonly ImportStep[]>> = {
  check: ['read', 'search'],
  write: ['read', 'search', 'write'],
  undo: ['undo'],
}

/** What is done, what is left, that one may leave; and when something went wrong, what became of the data and what to do. */
export function ProgressPage(props: Props) {
  const { t } = usePage()
  const { given, kind, state } = props
  const failed = state.kind === 'failed'
  return (
    <StaffPage
      title={t(failed ? `import.work.failed.${kind}` : `import.work.title.${kind}`)}
      section="people"
      kicker={t('import.work.kicker')}
      lead={<bdi class="nc-code">{given.fileName}</bdi>}
    >
      {failed ? <Failed {...props} /> : <UnderWay {...props} />}
      <Section title={t('import.work.know')}>
        <ul>
          {!failed && <li>{t('import.work.know-leave')}</li>}
          <li>{t(`import.work.know-whole.${kind}`)}</li>
        </ul>
        <p>
          <a href={paths.start.to()}>{t('import.work.all')}</a>
        </p>
      </Section>
    </StaffPage>
  )
}

function UnderWay({ given, kind, state, still }: Props) {
  const { t } = usePage()
  const attempt = 'attempt' in state ? state.attempt : 1
  const here = `${paths.progress.to({ import: given.id })}?of=${kind}`
  return (
    <>
      {state.kind === 'stopped' && <Notice>{t('import.work.stopped')}</Notice>}
      {state.kind === 'again' && <Notice>{t('import.work.again', { attempt })}</Notice>}
      <Sheet next>
        <Steps kind={kind} state={state} />
        <p class="nc-s nc-soft">
          {still ? t('import.work.still') : t('import.work.refreshing')}{' '}
          <a href={still ? here : `${here}&still=yes`}>{t(still ? 'import.work.refresh' : 'import.work.hold-still')}</a>
        </p>
      </Sheet>
      <div class="nc-noprint">
        {kind === 'check' ? (
          given.state === 'review' && <Discard given={given} />
        ) : (
          <ActionButton
            action={paths.giveUp.to({ import: given.id })}
            label={t('import.work.give-up')}
            look="link"
            icon="x"
          />
        )}
      </div>
    </>
  )
}

function Discard({ given }: Pick<Props, 'given'>) {
  const { t } = usePage()
  return (
    <ActionButton
      action={paths.discard.to({ import: given.id })}
      label={t('import.review.discard')}
      look="link"
      icon="x"
    />
  )
}

/** Each step with its state in words; the one under way with its figures. */
function Steps({ kind, state }: Pick<Props, 'kind' | 'state'>) {
  const { t, number } = usePage()
  const steps = stepsOf[kind]
  const running = state.kind === 'running' ? state : undefined
  const at = running ? Math.max(0, steps.indexOf(running.step as ImportStep)) : -1
  const total = Math.max(1, running?.total ?? 0)
  return (
    <ol class="nc-stack nc-tight">
      {steps.map((step, i) => (
        <li aria-current={i === at ? 'step' : undefined}>
          {i === at && running ? (
            <Progress
              label={t(`import.work.step.${step}`)}
              value={Math.min(running.done, total)}
              max={total}
              note={
                running.total > 0 &&
                t(`import.work.count.${step}`, { done: number(running.done), total: number(running.total) })
              }
            />
          ) : (
            <span class={i < at ? 'nc-ok' : 'nc-soft'}>
              {i < at && <Icon name="check" />} {t(`import.work.step.${step}`)}:{' '}
              {t(i < at ? 'import.work.behind' : 'import.work.ahead')}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

/** Nobody tries again by himself. Nothing is half done; what to do is said and is one click. */
function Failed({ given, kind, state }: Props) {
  const { t } = usePage()
  const why = state.kind === 'failed' && state.code ? t(state.code) : t('import.work.failed-why')
  return (
    <>
      <div role="alert">
        <Strip tone="bad">
          {why} <b>{t(`import.work.failed-nothing.${kind}`)}</b>
        </Strip>
      </div>
      <div class="nc-row">
        <ActionButton action={paths.again.to({ import: given.id })} label={t('import.work.try-again')} look="primary" />
        {kind === 'check' ? (
          given.state === 'review' && <Discard given={given} />
        ) : (
          <ActionButton action={paths.giveUp.to({ import: given.id })} label={t(`import.work.back.${kind}`)} />
        )}
      </div>
    </>
  )
}
