// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import { usePage } from '../page-context.tsx'

export const evidenceLevels = ['declared', 'documented', 'observed', 'validated', 'certified'] as const
export type EvidenceLevel = (typeof evidenceLevels)[number]

/** Who said it, who proved it: five steps filled to the level, always with the word. */
export function Provenance(props: {
  level: EvidenceLevel
  /** In words: "lei", "permesso", "L. Bianchi, sartoria". */
  saidBy?: string | undefined
  writtenBy?: string | undefined
  at?: CivilDate | undefined
  /** Said through an interpreter: shown as "interpretato, non verificato". */
  interpreted?: boolean | undefined
}) {
  const { t, dateShort, date, viewer } = usePage()
  const sameYear = props.at?.slice(0, 4) === viewer?.today.slice(0, 4)
  const saidBy = props.interpreted && props.saidBy ? t('ui.prov.interpreted', { who: props.saidBy }) : props.saidBy
  const when = props.at && (sameYear ? dateShort(props.at) : date(props.at))
  return (
    <span class="nc-prov">
      <Steps level={props.level} />
      <span>
        <b>{t(`ui.prov.${props.level}`)}</b>
        {[saidBy, props.writtenBy, when].filter(Boolean).map(part => (
          <>
            {' · '}
            <bdi>{part}</bdi>
          </>
        ))}
      </span>
    </span>
  )
}

const steps = ['M0 10h5v4H0z', 'M7 7.5h5V14H7z', 'M14 5h5v9h-5z', 'M21 2.5h5V14h-5z', 'M28 0h5v14h-5z']

function Steps(props: { level: EvidenceLevel }) {
  const filled = evidenceLevels.indexOf(props.level) + 1
  return (
    <svg viewBox="0 0 33 14" aria-hidden="true" focusable="false" class="nc-flip">
      <path class="nc-lv1" d={steps.slice(0, filled).join('')} />
      {filled < 5 && <path class="nc-lv0" d={steps.slice(filled).join('')} />}
    </svg>
  )
}
