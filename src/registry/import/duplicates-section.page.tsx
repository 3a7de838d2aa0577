// SPDX-License-Identifier: EUPL-1.2
import { usePage } from '#platform/ui/page-context.tsx'
import { Section, Two } from '#platform/ui/nc/section.tsx'
import { type Decision, decisionOnMatch, decisionOnPair, decisions, type PlannedRow } from './apply-plan.ts'
import { matchName, pairName } from './choices.ts'
import type { RowValues } from './field.ts'
import type { Import } from './import.ts'
import type { Review } from './review.store.ts'

const SHOWN = 40

export type Names = ReadonlyMap<string, string>
type Side = {
  readonly label: string
  readonly values: Pick<
    RowValues,
    'familyName' | 'givenName' | 'birthDate' | 'birthPrecision' | 'citizenship' | 'taxCode'
  >
}
type Question = {
  readonly name: string
  readonly left: Side
  readonly right: Side
  readonly reason: string
  readonly decision: Decision
}

function useQuestions(given: Import, review: Review): Question[] {
  const { t } = usePage()
  const place = (row: PlannedRow) => given.plans.findIndex(plan => plan.name === row.sheet)
  const label = (row: PlannedRow) =>
    t(row.sheet ? 'import.duplicates.row-of-sheet' : 'import.duplicates.row', { row: row.row, sheet: row.sheet })
  const found: Question[] = []
  for (const [i, matches] of review.matches) {
    const row = review.rows[i]
    if (!row) continue
    for (const match of matches) {
      const left = {
        label: t(match.own ? 'import.duplicates.here' : 'import.duplicates.elsewhere'),
        values: match.card as Side['values'],
      }
      const reason = match.reasons.map(each => t(`import.match.${each}`)).join(', ')
      const decision = decisionOnMatch(given.decisions, row, match)
      found.push({
        name: matchName(place(row), row.row, match.person),
        left,
        right: { label: label(row), values: row.values },
        reason,
        decision,
      })
    }
  }
  for (const pair of review.checked.pairs) {
    const [first, second] = [review.rows[pair.first], review.rows[pair.second]]
    if (!first || !second || first.status === 'error' || second.status === 'error') continue
    const name = pairName(place(first), first.row, place(second), second.row)
    const decision = decisionOnPair(given.decisions, first, second, pair)
    const sides = {
      left: { label: label(first), values: first.values },
      right: { label: label(second), values: second.values },
    }
    found.push({ name, ...sides, reason: t(`import.duplicates.${pair.sameness}`), decision })
  }
  return found.toSorted((a, b) => Number(a.decision !== 'later') - Number(b.decision !== 'later'))
}

export function DuplicatesSection(props: { given: Import; review: Review; states: Names }) {
  const { t } = usePage()
  const questions = useQuestions(props.given, props.review)
  if (questions.length === 0) return null
  const hidden = questions.length - SHOWN
  return (
    <Section
      title={t('import.duplicates.title')}
      id="doppi"
      lead={hidden > 0 ? t('import.duplicates.more', { count: hidden }) : t('import.duplicates.lead')}
    >
      <Two>
        {questions.slice(0, SHOWN).map((question, i) => (
          <QuestionBox question={question} number={i + 1} states={props.states} />
        ))}
      </Two>
    </Section>
  )
}

function QuestionBox({ question, number, states }: { question: Question; number: number; states: Names }) {
  const { t } = usePage()
  const sides = [question.left, question.right]
  return (
    <fieldset class="nc-sheet nc-stack nc-tight">
      <legend class="visually-hidden">{t('import.duplicates.legend', { number })}</legend>
      <table class="nc-t">
        <thead>
          <tr>
            {sides.map(side => (
              <th scope="col">{side.label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {sides.map(({ values }) => (
              <td>
                <b>
                  <bdi>{[values.familyName, values.givenName].filter(Boolean).join(' ')}</bdi>
                </b>
              </td>
            ))}
          </tr>
          <tr>
            {sides.map(({ values }) => (
              <td>
                <Birth values={values} />
              </td>
            ))}
          </tr>
          <tr>
            {sides.map(({ values }) => (
              <td>{(values.citizenship && states.get(values.citizenship)) ?? '—'}</td>
            ))}
          </tr>
          <tr>
            {sides.map(({ values }) => (
              <td>{values.taxCode ? <bdi class="nc-code">{values.taxCode}</bdi> : t('import.duplicates.no-code')}</td>
            ))}
          </tr>
        </tbody>
      </table>
      <p class="nc-s nc-soft">{question.reason}</p>
      <div class="nc-pick">
        {decisions.map(decision => (
          <label>
            <input type="radio" name={question.name} value={decision} checked={decision === question.decision} />{' '}
            {t(`import.decision.${decision}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function Birth({ values }: { values: Pick<RowValues, 'birthDate' | 'birthPrecision'> }) {
  const { t, date, monthName } = usePage()
  const { birthDate, birthPrecision } = values
  if (!birthDate) return <span class="nc-soft">{t('import.birth.unknown')}</span>
  if (birthPrecision === 'year') return <bdi>{birthDate.slice(0, 4)}</bdi>
  if (birthPrecision === 'month') {
    return (
      <>
        {monthName(Number(birthDate.slice(5, 7)))} {birthDate.slice(0, 4)}
      </>
    )
  }
  return <bdi>{date(birthDate)}</bdi>
}
