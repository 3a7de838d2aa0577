// SPDX-License-Identifier: EUPL-1.2
import { usePage } from '../page-context.tsx'
import { type StationState, stations } from '#lib/station.ts'
import { currentStation } from './stations.ts'

/** The path in one table row: eight stops, named for who cannot see it. */
export function MiniPath(props: { states: readonly StationState[] }) {
  const { t } = usePage()
  const at = currentStation(props.states)
  const label = t('ui.path.at', {
    number: at + 1,
    of: stations.length,
    station: t(`ui.station.staff.${stations[at] ?? 'interview'}`),
  })
  return (
    <svg class="nc-mini nc-flip" viewBox="0 0 152 16" role="img" aria-label={label}>
      {props.states.slice(0, -1).map((state, i) => (
        <path class={state === 'done' ? 'm-on' : 'm-off'} d={`M${6 + 20 * i} 8h20`} />
      ))}
      {props.states.map((state, i) => (
        <circle class={`m-${state}`} cx={6 + 20 * i} cy="8" r={state === 'done' ? 5 : state === 'next' ? 4 : 6} />
      ))}
    </svg>
  )
}
