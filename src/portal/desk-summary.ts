// SPDX-License-Identifier: EUPL-1.2
import type { Todo } from './desk.ts'

export const summaryKinds = [
  'permits-ended',
  'permits',
  'signatures',
  'record',
  'inbox',
  'did',
  'pact',
  'others',
  'replies',
  'without-plan',
] as const
export type SummaryKind = (typeof summaryKinds)[number]

/** What one line of the desk stands for in the sentence above it, and how many: a line may speak of many. */
function counted(todo: Todo): readonly [SummaryKind, number] {
  switch (todo.kind) {
    case 'permit':
      return [todo.daysLeft < 0 ? 'permits-ended' : 'permits', 1]
    case 'signature':
      return ['signatures', 1]
    case 'record':
      return ['record', todo.days.length]
    case 'inbox':
    case 'did':
    case 'pact':
    case 'without-plan':
      return [todo.kind, todo.count]
    case 'question':
    case 'dispute':
      return ['others', 1]
    case 'returned':
    case 'answered':
      return ['replies', 1]
  }
}

/** The counts of the sentence: each thing under its own name, in the order of the desk, nothing that is not there. */
export function summaryOf(todos: readonly Todo[]): { kind: SummaryKind; count: number }[] {
  const all = todos.map(counted)
  return summaryKinds.flatMap(kind => {
    const count = all.reduce((sum, [of, n]) => sum + (of === kind ? n : 0), 0)
    return count > 0 ? [{ kind, count }] : []
  })
}
