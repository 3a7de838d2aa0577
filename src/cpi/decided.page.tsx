// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { FieldDecision } from '#platform/ui/nc/field-decision.tsx'
import { Icon } from '#platform/ui/nc/icon.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type CountryNames, FieldProvenance, useFieldLabel, useFieldText } from './field-text.page.tsx'
import type { PackageField } from './field.ts'
import type { Decision } from './review.ts'

/** Each field with what the job centre decided; `beside` adds what the reader can do with a correction. */
export function SettledFields(props: {
  fields: readonly PackageField[]
  decisions: readonly Decision[]
  countries: CountryNames
  beside?: (field: PackageField, decision: Decision) => ComponentChildren
}) {
  const { t } = usePage()
  const text = useFieldText(props.countries)
  const label = useFieldLabel()
  if (props.fields.length === 0) return <Empty title={t('package.fields.empty')} />
  return (
    <>
      {props.fields.map(field => {
        const decision = props.decisions.find(each => each.position === field.position)
        return (
          <FieldDecision
            name={`decision-${field.position}`}
            label={label(field.name)}
            value={<bdi>{text(field.name, field.value)}</bdi>}
            provenance={<FieldProvenance field={field} />}
            settled={
              <span class="nc-s">
                {decision ? <Outcome field={field} decision={decision} written={text} /> : t('review.undecided')}{' '}
                {decision && props.beside?.(field, decision)}
              </span>
            }
          />
        )
      })}
    </>
  )
}

function Outcome(props: { field: PackageField; decision: Decision; written: ReturnType<typeof useFieldText> }) {
  const { t } = usePage()
  const { decision, field } = props
  switch (decision.choice) {
    case 'accept':
      return (
        <span class="nc-ok">
          <Icon name="check" /> {t('review.outcome.accept')}
        </span>
      )
    case 'correct':
      return (
        <span>
          <b class="nc-low">
            <Icon name="pen" /> {t('review.outcome.correct')}
          </b>{' '}
          <bdi>{props.written(field.name, decision.value)}</bdi>
          <span class="nc-line nc-soft">{t(`review.source.${decision.source}`)}</span>
        </span>
      )
    case 'refuse':
      return (
        <span>
          <b class="nc-bad">
            <Icon name="x" /> {t('review.outcome.refuse')}
          </b>
          <span class="nc-line nc-soft">{t(`review.reason.${decision.reason}`)}</span>
        </span>
      )
  }
}
