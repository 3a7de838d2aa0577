// SPDX-License-Identifier: EUPL-1.2
import { formatHours, type Minutes } from '#lib/minutes.ts'
import { Button, Form, type FormState, RadioGroup, TextField } from '#platform/ui/form.tsx'
import { FieldDecision } from '#platform/ui/nc/field-decision.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './cpi.paths.ts'
import { type CountryNames, FieldProvenance, useFieldLabel, useFieldText } from './field-text.page.tsx'
import { fieldShapes, isAtLeast, type PackageField } from './field.ts'
import { FixInput, FixSelect } from './fix.page.tsx'
import { type Package, returnReasons } from './package.ts'
import { correctionSources, type Decision, refusalReasons, type Tally, tally, undecided } from './review.ts'

export type ReviewProps = {
  readonly package: Package
  readonly fields: readonly PackageField[]
  readonly decisions: readonly Decision[]
  readonly countries: CountryNames
  readonly form?: FormState | undefined
  readonly returnForm?: FormState | undefined
}

/** Field by field: accept, correct, refuse. The operator types only what differs. */
export function ReviewForm(props: ReviewProps) {
  const { t } = usePage()
  const { package: received, fields, decisions } = props
  const documented = undecided(fields, decisions).filter(field =>
    isAtLeast(field.provenance.level, 'documented'),
  ).length
  const state = {
    values: { ...valuesOf(fields, decisions), ...(props.form?.values as object | undefined) },
    errors: props.form?.errors,
  }
  return (
    <Form
      action={paths.package.to({ package: received.id })}
      state={state}
      submit="review.submit"
      sticky
      note={<TallyText tally={tally(fields, decisions)} />}
    >
      <Section
        title={t('review.title')}
        action={
          documented > 0 && (
            <Button
              look="outline"
              name="action"
              value="accept-documented"
              label={t('review.accept-documented', { count: documented })}
            />
          )
        }
      >
        {fields.map(field => (
          <FieldRow
            field={field}
            decision={decisions.find(each => each.position === field.position)}
            countries={props.countries}
          />
        ))}
      </Section>
      <p>
        <Button look="outline" name="action" value="save" label={t('review.save')} />{' '}
        <span class="nc-s nc-soft">{t('review.save.hint')}</span>
      </p>
    </Form>
  )
}

function FieldRow(props: { field: PackageField; decision: Decision | undefined; countries: CountryNames }) {
  const { t } = usePage()
  const text = useFieldText(props.countries)
  const label = useFieldLabel()
  const { field, decision } = props
  const about = label(field.name)
  const { main } = fieldShapes[field.name]
  return (
    <FieldDecision
      name={`decision-${field.position}`}
      label={about}
      value={<bdi>{text(field.name, field.value)}</bdi>}
      provenance={<FieldProvenance field={field} />}
      decision={decision?.choice}
      correction={
        <>
          <FixInput
            name={`value-${field.position}`}
            label={t('review.new-value')}
            about={about}
            value={editable(field.value[main], main)}
            hint={main === 'date' || main === 'expires' ? t('review.date-hint') : undefined}
          />
          <FixSelect
            name={`source-${field.position}`}
            label={t('review.source')}
            about={about}
            options={correctionSources.map(value => ({ value, label: t(`review.source.${value}`) }))}
          />
        </>
      }
      refusal={
        <FixSelect
          name={`reason-${field.position}`}
          label={t('review.reason')}
          about={about}
          options={refusalReasons.map(value => ({ value, label: t(`review.reason.${value}`) }))}
        />
      }
    />
  )
}

/** The old value as one would type it. */
const editable = (value: string | number | undefined, main: string): string =>
  main === 'minutes' && value !== undefined ? formatHours(Number(value) as Minutes) : String(value ?? '')

/** The saved decisions as the form would have sent them. */
function valuesOf(fields: readonly PackageField[], decisions: readonly Decision[]): Record<string, string> {
  const values: Record<string, string> = {}
  for (const decision of decisions) {
    const { position } = decision
    values[`decision-${position}`] = decision.choice
    if (decision.choice === 'refuse') values[`reason-${position}`] = decision.reason
    if (decision.choice !== 'correct') continue
    const field = fields.find(each => each.position === position)
    values[`source-${position}`] = decision.source
    values[`value-${position}`] = field
      ? editable(decision.value[fieldShapes[field.name].main], fieldShapes[field.name].main)
      : ''
  }
  return values
}

/** How many were decided, and how many had to be typed: the measure of "told once". */
export function TallyText(props: { tally: Tally }) {
  const { t } = usePage()
  const { accept, correct, refuse, open, total } = props.tally
  return (
    <>
      <b>{t('review.tally', { accept, correct, refuse, open })}</b>
      <br />
      <span class="nc-s nc-soft">{t('review.tally.typed', { correct, total })}</span>
    </>
  )
}

/** Sending a package back is an answer too, with its reason. */
export function ReturnForm(props: { package: Package; form?: FormState | undefined }) {
  const { t } = usePage()
  return (
    <details class="nc-twin" open={(props.form?.errors?.length ?? 0) > 0}>
      <summary>{t('return.summary')}</summary>
      <Form action={paths.returnPackage.to({ package: props.package.id })} state={props.form}>
        <RadioGroup
          name="reason"
          label={t('return.reason.label')}
          options={returnReasons.map(value => ({ value, label: t(`return.reason.${value}`) }))}
        />
        <TextField name="note" label={t('return.note.label')} hint={t('return.note.hint')} maxLength={300} optional />
        <p>
          <Button look="outline" label={t('return.submit', { sender: props.package.sender.name })} />
        </p>
      </Form>
    </details>
  )
}
