// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { usePage } from './page-context.tsx'

/** The root of an island: its markup works without script; data travels in attributes, since no inline script may. */
export function Island(props: {
  name: string
  data?: Record<string, string | number | undefined>
  children: ComponentChildren
}) {
  usePage().collected.islands.add(props.name)
  const data = Object.fromEntries(Object.entries(props.data ?? {}).map(([key, value]) => [`data-${key}`, value]))
  return (
    <div data-island={props.name} {...data}>
      {props.children}
    </div>
  )
}
