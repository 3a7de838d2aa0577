// SPDX-License-Identifier: EUPL-1.2
import { usePage } from '../page-context.tsx'
import { type IconName, shapes } from './icon-shapes.ts'

export type { IconName } from './icon-shapes.ts'

/** A drawing beside words, never instead of them; `flip` mirrors drawings that have a direction. */
export function Icon(props: { name: IconName; flip?: boolean; tone?: 'ok' | 'low' | 'bad' | 'pine' | 'brick' }) {
  usePage().collected.icons.add(props.name)
  const names = ['nc-i', props.flip && 'nc-flip', props.tone && `nc-${props.tone}`].filter(Boolean).join(' ')
  return (
    <svg class={names} aria-hidden="true" focusable="false">
      <use href={`#i-${props.name}`} />
    </svg>
  )
}

/** The drawings a page used, once, at its end. */
export function Sprite(props: { names: Iterable<string> }) {
  const used = [...props.names] as IconName[]
  if (used.length === 0) return null
  return (
    <svg width="0" height="0" hidden>
      {used.map(name => (
        <symbol id={`i-${name}`} viewBox="0 0 24 24">
          <path d={shapes[name]} />
        </symbol>
      ))}
    </svg>
  )
}

/** The mark: two ways that meet in one place. */
export function Logo() {
  return (
    <svg viewBox="0 0 36 36" aria-hidden="true" focusable="false" class="nc-flip">
      <path d="M2 7c12 0 10 11 20 11" fill="none" stroke="#f6b93b" stroke-width="5" />
      <path d="M2 29c12 0 10-11 20-11h12" fill="none" stroke="#06c" stroke-width="5" />
      <circle cx="22" cy="18" r="6.5" fill="#fff" stroke="#17324d" stroke-width="4" />
    </svg>
  )
}
