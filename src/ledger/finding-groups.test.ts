// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { gapLines, type Line, linesOf } from './finding-groups.ts'
import { finding } from './verifier/findings.ts'

const range = (n: number) => finding('range.missing', { organisation: `Ente ${n}`, ranges: '1–3', n: 3 })
const told = (lines: readonly Line[]) =>
  lines.map(line => (line.kind === 'many' ? `${line.findings.length} × ${line.code}` : line.finding.code))

test('what matters most comes first, whatever order it was found in, and sixteen alike are one line', () => {
  const gaps = [...Array.from({ length: 16 }, (_, n) => range(n)), finding('cosign.none'), finding('trust.own-keys')]
  expect(told(gapLines(gaps))).toEqual(['trust.own-keys', 'cosign.none', '16 × range.missing'])
})

test.each([
  [1, ['range.missing']],
  [2, ['range.missing', 'range.missing']],
  [3, ['3 × range.missing']],
])('%i alike', (n, lines) => {
  expect(told(gapLines(Array.from({ length: n }, (_, at) => range(at))))).toEqual(lines)
})

test('no finding is lost or told twice', () => {
  const all = [range(1), finding('acts.none'), range(2), finding('report.unopened'), range(3), range(4)]
  const lines = gapLines(all)
  const back = lines.flatMap(line => (line.kind === 'many' ? line.findings : [line.finding]))
  expect(new Set(back)).toEqual(new Set(all))
  expect(back).toHaveLength(all.length)
})

test('what failed keeps the order of the check', () => {
  const failures = [finding('register.other-root'), finding('act.changed', { seq: 3 }), finding('part.changed')]
  expect(told(linesOf(failures))).toEqual(['register.other-root', 'act.changed', 'part.changed'])
})
