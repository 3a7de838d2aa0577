// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { marcheCatchments } from './job-centre.ts'

const data = process.env['REFERENCE_DATA'] ?? '../shared/data'
const rows = (file: string) =>
  readFileSync(path.join(data, 'italy', file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map(line => line.split(','))

test('the catchments of Marche are those of the reference list, by municipality code', () => {
  const belfiore = new Map(rows('comuni_attivi.csv').map(([istat = '', code = '']) => [istat, code]))
  const reference = rows('marche_cpi.csv').map(([istat = '', , cpi = '']) => `${belfiore.get(istat)} ${cpi}`)
  const ours = marcheCatchments.map(each => `${each.municipality} ${each.jobCentre.toUpperCase()}`)
  expect(ours.toSorted()).toEqual(reference.toSorted())
})
