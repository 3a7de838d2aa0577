// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { FieldErrorText } from '../field-frame.tsx'
import { useField } from '../form-state.tsx'
import { usePage } from '../page-context.tsx'

export type Decision = 'accept' | 'correct' | 'refuse'
const decisions: readonly Decision[] = ['accept', 'correct', 'refuse']

/** One datum to accept, correct or refuse. Its boxes open by the choice itself, without script. */
export function FieldDecision(props: {
  /** Sends `accept`, `correct` or `refuse`. */
  name: string
  label: ComponentChildren
  value: ComponentChildren
  provenance?: ComponentChildren
  seal?: ComponentChildren
  decision?: Decision | undefined
  /** Fields shown when correcting: the new value and where it comes from. */
  correction?: ComponentChildren
  /** Fields shown when refusing: the reason. */
  refusal?: ComponentChildren
  /** Already decided: shown, not asked. */
  settled?: ComponentChildren
}) {
  const { t } = usePage()
  const field = useField(props.name)
  const chosen = (decision: Decision) => field.includes(decision) ?? decision === props.decision
  const open = !props.settled && !decisions.some(chosen)
  const label = `${field.id}-label`
  return (
    <div
      class={`nc-field${open ? ' is-open' : ''}`}
      id={field.id}
      role="group"
      aria-labelledby={label}
      aria-describedby={field.error ? field.errorId : undefined}
      tabIndex={field.error ? -1 : undefined}
    >
      <span class="nc-soft nc-s" id={label}>
        {props.label}
      </span>
      <div>
        <div class="nc-val">
          {props.value} {props.seal}
        </div>
        {props.provenance}
        <FieldErrorText field={field} />
      </div>
      {props.settled ?? (
        <div class="nc-pick">
          {decisions
            .filter(decision => decision !== 'correct' || props.correction)
            .map(decision => (
              <label>
                <input type="radio" name={props.name} value={decision} checked={chosen(decision)} />{' '}
                {t(`ui.decide.${decision}`)}
              </label>
            ))}
        </div>
      )}
      {!props.settled && props.correction && <div class="nc-fix is-correct">{props.correction}</div>}
      {!props.settled && props.refusal && <div class="nc-fix is-refuse">{props.refusal}</div>}
    </div>
  )
}
