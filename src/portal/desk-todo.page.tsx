// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { paths as cpiPaths } from '#cpi/index.ts'
import { paths as planPaths } from '#plans/index.ts'
import type { IconName } from '#platform/ui/nc/icon.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Twin } from '#platform/ui/nc/section.tsx'
import { TodoItem, TodoList } from '#platform/ui/nc/todo.tsx'
import { Message, type Page, usePage } from '#platform/ui/page-context.tsx'
import { paths as registryPaths } from '#registry/index.ts'
import { type DeskLine, linesOf, type Named, type PermitTodo, type Todo, toneOf } from './desk.ts'
import { paths } from './portal.paths.ts'

const SHOWN = 8

/** What there is to do today. The first lines are shown, the rest unfolds: nobody reads forty alarms. */
export function DeskTodos(props: { todos: readonly Todo[] }) {
  const { t, viewer } = usePage()
  const kind = viewer?.role === 'cpi-operator' ? 'for-cpi' : 'hint'
  if (props.todos.length === 0) return <Empty title={t('desk.todo.none')}>{t(`desk.todo.none.${kind}`)}</Empty>
  const lines = linesOf(props.todos)
  const first = lines.slice(0, SHOWN)
  const rest = lines.slice(SHOWN)
  return (
    <>
      <TodoList>
        {first.map(line => (
          <Line line={line} />
        ))}
      </TodoList>
      {rest.length > 0 && (
        <details class="nc-twin">
          <summary>{t('desk.todo.more', { count: rest.length })}</summary>
          <TodoList>
            {rest.map(line => (
              <Line line={line} />
            ))}
          </TodoList>
        </details>
      )}
    </>
  )
}

const icons: Record<Todo['kind'], IconName> = {
  permit: 'alert',
  question: 'eye',
  dispute: 'ask',
  signature: 'pen',
  record: 'clock',
  returned: 'undo',
  answered: 'ask',
  'without-plan': 'doc',
  inbox: 'people',
  did: 'doc',
  pact: 'pen',
}

function Line({ line }: { line: DeskLine }) {
  return line.kind === 'permits-ended' ? <EndedPermits permits={line.permits} /> : <One todo={line} />
}

function EndedPermits({ permits }: { permits: readonly PermitTodo[] }) {
  const { t, date } = usePage()
  const list = (
    <Twin label={t('desk.permits-ended.open')}>
      <ul class="nc-list nc-stack nc-tight">
        {permits.map(({ person, expiresOn }) => (
          <li>
            <a href={registryPaths.permits.to({ person: person.id })}>{named(person)}</a>
            <span class="nc-soft"> · {t('desk.permit.ended', { date: date(expiresOn) })}</span>
          </li>
        ))}
      </ul>
    </Twin>
  )
  return (
    <TodoItem tone="hot" icon="alert" title={t('desk.say.permits-ended', { count: permits.length })} list={list}>
      {t('desk.say.permits-ended.text')}
    </TodoItem>
  )
}

function One({ todo }: { todo: Todo }) {
  const page = usePage()
  const { title, text, href } = said(todo, page)
  return (
    <TodoItem
      tone={toneOf(todo)}
      icon={icons[todo.kind]}
      title={title}
      action={{ href, label: page.t(`desk.do.${todo.kind}`) }}
    >
      {text}
    </TodoItem>
  )
}

type Said = { title: ComponentChildren; text?: ComponentChildren; href: string }

function named(person: Named) {
  return <bdi>{person.name}</bdi>
}

function said(todo: Todo, page: Page): Said {
  switch (todo.kind) {
    case 'permit':
    case 'question':
    case 'returned':
    case 'answered':
      return ofPerson(todo, page)
    case 'dispute':
    case 'signature':
    case 'record':
      return ofHours(todo, page)
    case 'without-plan':
      return {
        title: page.t('desk.say.without-plan', { count: todo.count }),
        text: page.list(todo.people.map(person => person.name)),
        href:
          todo.people[0] && todo.count === 1
            ? planPaths.newPlan.to({ person: todo.people[0].id })
            : registryPaths.people.to(),
      }
    case 'inbox':
      return {
        title: page.t('desk.say.inbox', { count: todo.count }),
        text: page.t('desk.say.inbox.since', { date: page.dateNear(todo.oldest) }),
        href: cpiPaths.inbox.to(),
      }
    case 'did':
    case 'pact':
      return {
        title: page.t(`desk.say.${todo.kind}`, { count: todo.count }),
        text: page.t(`desk.say.${todo.kind}.first`, { count: todo.count, name: todo.name }),
        href: cpiPaths.package.to({ package: todo.first }),
      }
  }
}

function ofPerson(todo: Extract<Todo, { kind: 'permit' | 'question' | 'returned' | 'answered' }>, page: Page): Said {
  const person = todo.person.id
  const name = named(todo.person)
  switch (todo.kind) {
    case 'permit': {
      const key =
        todo.daysLeft < 0 ? 'desk.say.permit.ended' : todo.daysLeft === 0 ? 'desk.say.permit.today' : 'desk.say.permit'
      return {
        title: <Message of={key} args={{ name, days: Math.abs(todo.daysLeft) }} />,
        text: page.t(todo.daysLeft < 0 ? 'desk.say.permit.ended.text' : 'desk.say.permit.text', {
          date: page.dateLong(todo.expiresOn),
        }),
        href: registryPaths.permits.to({ person }),
      }
    }
    case 'question':
      return {
        title: <Message of="desk.say.question" args={{ name }} />,
        text: page.t('desk.say.question.text', {
          asked: page.dateNear(todo.askedOn),
          by: page.dateNear(todo.answerBy),
        }),
        href: paths.seen.to({ person }),
      }
    case 'returned':
    case 'answered':
      return {
        title: <Message of={`desk.say.${todo.kind}`} args={{ name, cpi: <bdi>{todo.by}</bdi> }} />,
        text: page.t('desk.say.answer.on', { date: page.dateNear(todo.on) }),
        href: cpiPaths.personCpi.to({ person }),
      }
  }
}

function ofHours(todo: Extract<Todo, { kind: 'dispute' | 'signature' | 'record' }>, page: Page): Said {
  const days = page.list(todo.days.slice(0, 4).map(day => page.dateNear(day)))
  const args = { name: named(todo.person), ...(todo.kind === 'signature' ? { hours: page.hours(todo.minutes) } : {}) }
  return {
    title: <Message of={`desk.say.${todo.kind}`} args={args} />,
    text: page.t(`desk.say.${todo.kind}.text`, { days }),
    href: todo.href,
  }
}
