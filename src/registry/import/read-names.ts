// SPDX-License-Identifier: EUPL-1.2
import type { CodiceFiscaleParts } from '#lib/codice-fiscale.ts'
import type { Cell } from '#platform/spreadsheets/book.ts'
import { cleanName, LONGEST_NAME, nameProblem } from '../person-name.ts'
import type { ImportField } from './field.ts'
import { cellText } from './plain-text.ts'
import type { Report, RowContext } from './row-context.ts'
import { areSwapped, inTitleCase, realName, splitFullName } from './split-name.ts'

type Names = { familyName: string; givenName: string }
type Cells = ReadonlyMap<ImportField, readonly Cell[]>

const nameIn = (cells: Cells, field: ImportField): string =>
  realName(cleanName((cells.get(field) ?? []).map(cellText).find(text => text !== '') ?? ''))

function fromTwoColumns(cells: Cells, parts: CodiceFiscaleParts | undefined, report: Report): Names {
  const family = inTitleCase(nameIn(cells, 'familyName'))
  const given = inTitleCase(nameIn(cells, 'givenName'))
  if (parts && areSwapped(family, given, parts)) {
    report('familyName', 'import.problem.names-swapped', `${family} · ${given}`, `${given} · ${family}`)
    return { familyName: given, givenName: family }
  }
  // One name alone is the surname, as on Italian papers.
  return family ? { familyName: family, givenName: given } : { familyName: given, givenName: '' }
}

function fromOneColumn(
  cells: Cells,
  context: RowContext,
  parts: CodiceFiscaleParts | undefined,
  report: Report,
): Names {
  const text = cleanName((cells.get('fullName') ?? []).map(cellText).find(value => value !== '') ?? '')
  const split = splitFullName(text, parts, context.habit)
  const names = { familyName: split.familyName, givenName: split.givenName }
  const turned = split.order !== undefined && split.order !== context.habit.usual
  // A heading that promises no order promises nothing that a row could break.
  if (turned && split.certain && context.orderPromised) {
    report('fullName', 'import.problem.names-swapped', text, `${names.familyName} · ${names.givenName}`)
  } else if (turned && !split.certain) {
    report('fullName', 'import.problem.name-order-uncertain', text, `${names.familyName} · ${names.givenName}`)
  }
  return names
}

export function readNames(
  cells: Cells,
  context: RowContext,
  parts: CodiceFiscaleParts | undefined,
  report: Report,
): Partial<Names> {
  const two = cells.has('familyName') || cells.has('givenName')
  const names = two ? fromTwoColumns(cells, parts, report) : fromOneColumn(cells, context, parts, report)
  const field = two ? 'familyName' : 'fullName'
  if (!names.familyName) {
    report(field, 'import.problem.name-missing')
    return {}
  }
  const problem = nameProblem(names.familyName) ?? nameProblem(names.givenName)
  if (problem) {
    const shown = `${names.familyName} ${names.givenName}`.trim().slice(0, LONGEST_NAME)
    report(field, problem === 'too-long' ? 'import.problem.name-too-long' : 'import.problem.name-unfit', shown)
    return {}
  }
  return names
}
