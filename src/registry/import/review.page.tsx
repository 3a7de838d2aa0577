// SPDX-License-Identifier: EUPL-1.2
import { ActionButton, Button, Form } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Message, usePage } from '#platform/ui/page-context.tsx'
import { ColumnsSections } from './columns-section.page.tsx'
import { AttentionSection, CorrectionsSection } from './corrections-section.page.tsx'
import { DuplicatesSection, type Names } from './duplicates-section.page.tsx'
import { paths } from './import.paths.ts'
import { type Import, isLong } from './import.ts'
import type { Review } from './review.store.ts'

type Props = { given: Import; review: Review; states: Names; saved: boolean }

export function ReviewPage(props: Props) {
  const { t } = usePage()
  const { given, review } = props
  const to = { import: given.id }
  return (
    <StaffPage
      wide
      title={t('import.review.title')}
      section="people"
      kicker={t('import.review.kicker')}
      lead={
        <Message
          of={given.state === 'applied' ? 'import.review.lead-again' : 'import.review.lead'}
          args={{ file: <bdi class="nc-code">{given.fileName}</bdi> }}
        />
      }
      below={<Tally review={review} importId={given.id} />}
    >
      {props.saved && <Notice tone="good">{t('import.review.saved')}</Notice>}
      {review.book.notices.map(code => (
        <Notice>{t(code)}</Notice>
      ))}
      {isLong(review.book) && <Notice>{t('import.review.long')}</Notice>}
      {review.rows.length === 0 && (
        <Notice title={t('import.review.no-rows')}>{t('import.review.no-rows-hint')}</Notice>
      )}
      <ToDo {...props} />
      <Form action={paths.review.to(to)}>
        <ColumnsSections plans={given.plans} />
        <CorrectionsSection given={given} rows={review.rows} />
        <DuplicatesSection given={given} review={review} states={props.states} />
        <AttentionSection given={given} rows={review.rows} />
        <ActBar {...props} />
      </Form>
      {given.state === 'review' && (
        <div class="nc-noprint">
          <ActionButton action={paths.discard.to(to)} label={t('import.review.discard')} look="link" icon="x" />
        </div>
      )}
    </StaffPage>
  )
}

/** Every row of the file, counted in exactly one place, each number a way to the rows behind it. */
function Tally({ review, importId }: { review: Review; importId: string }) {
  const { t, number } = usePage()
  const { counts } = review
  const shown = (['ready', 'attention', 'error', 'undecided', 'unchanged'] as const).filter(state => counts[state] > 0)
  return (
    <div role="status">
      <p>
        <b>{t('import.tally.rows', { count: review.rows.length })}</b>
        {' · '}
        <span class="nc-soft">{t('import.tally.skipped', { count: counts.skipped })}</span>
      </p>
      <p class="nc-row">
        {shown.map(state => (
          <a href={`${paths.rows.to({ import: importId })}?show=${state}`}>
            <b class="nc-num">{number(counts[state])}</b> {t(`import.tally.${state}`, { count: counts[state] })}
          </a>
        ))}
      </p>
    </div>
  )
}

function ToDo({ given, review }: Props) {
  const { t } = usePage()
  const items: { href: string; text: string }[] = []
  given.plans.forEach((plan, s) => {
    if (!plan.included && plan.reason === 'no-names')
      items.push({ href: `#col-${s}`, text: t('import.todo.no-names', { sheet: plan.name }) })
    const repeated = plan.columns.filter(column => plan.included && !column.field && column.finding === 'repeated')
    for (const heading of new Set(repeated.map(column => column.heading))) {
      items.push({ href: `#col-${s}`, text: t('import.todo.repeated', { heading }) })
    }
  })
  if (review.counts.error > 0)
    items.push({ href: '#righe', text: t('import.todo.errors', { count: review.counts.error }) })
  if (review.counts.undecided > 0)
    items.push({ href: '#doppi', text: t('import.todo.undecided', { count: review.counts.undecided }) })
  if (items.length === 0) return null
  return (
    <div class="nc-err nc-stack nc-tight" role="group" aria-labelledby="todo" tabIndex={-1}>
      <h2 id="todo">{t('import.todo.title', { count: items.length })}</h2>
      <ul>
        {items.map(item => (
          <li>
            <a href={item.href}>{item.text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function ActBar({ given, review }: Props) {
  const { t } = usePage()
  const { counts } = review
  const waiting = counts.error + counts.undecided
  const sum = counts.people > 0 ? t('import.act.ready', { people: counts.people }) : t('import.act.nothing')
  return (
    <div class="nc-act nc-row nc-ends">
      <p>
        <b>{sum}</b>{' '}
        <span class="nc-s nc-soft">
          {waiting > 0 ? t('import.act.waiting', { count: waiting }) : t('import.act.undo')}
        </span>
      </p>
      <span class="nc-row">
        <Button label={t('import.act.check')} look={counts.people > 0 ? 'outline' : 'primary'} />
        {counts.people > 0 && (
          <Button
            label={t('import.act.apply', { people: counts.people })}
            formAction={paths.apply.to({ import: given.id })}
          />
        )}
      </span>
    </div>
  )
}
