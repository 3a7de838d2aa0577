// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

export type Definition = { label: ComponentChildren; value: ComponentChildren; icon?: IconName }

/** Label over value, side by side. Entries without a value are left out. */
export function DefinitionList(props: { items: readonly Definition[]; stacked?: boolean }) {
  const items = props.items.filter(item => item.value !== undefined && item.value !== null && item.value !== '')
  if (items.length === 0) return null
  return (
    <dl class={props.stacked ? 'nc-dl is-stacked' : 'nc-dl'}>
      {items.map(item => (
        <div>
          <dt>{item.label}</dt>
          <dd>
            {item.icon && <Icon name={item.icon} />}
            {item.icon ? ' ' : ''}
            {item.value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
