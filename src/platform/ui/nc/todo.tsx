// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

/** What there is to do, what blocks a person first. */
export function TodoList(props: { children: ComponentChildren }) {
  return <ul class="nc-list nc-todo">{props.children}</ul>
}

const tones = { hot: ' is-hot', warm: ' is-warm', new: '', good: ' is-good' }

/** hot: blocked or ending · warm: soon · new: just arrived · good: settled. An item carries one action at most. */
export function TodoItem(props: {
  tone: keyof typeof tones
  icon: IconName
  title: ComponentChildren
  children?: ComponentChildren
  /** Of a line that stands for many: what opens them, below its sentence. */
  list?: ComponentChildren
  action?: { href: string; label: string } | undefined
  /** Instead of a link: a form of one button. */
  button?: ComponentChildren
}) {
  return (
    <li>
      <span class={`nc-badge${tones[props.tone]}`}>
        <Icon name={props.icon} />
      </span>
      <div>
        <h3>{props.title}</h3>
        {props.children && <p>{props.children}</p>}
        {props.list}
      </div>
      {props.action && (
        <a class="btn btn-outline-primary nc-b" href={props.action.href}>
          {props.action.label}
        </a>
      )}
      {props.button}
    </li>
  )
}
