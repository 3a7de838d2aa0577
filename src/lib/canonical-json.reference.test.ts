// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

const folder = `${process.env.REFERENCE_DATA ?? '../shared/data'}/jcs`
const names = readdirSync(`${folder}/input`).map(file => file.replace(/\.json$/, ''))

test('the vectors of RFC 8785 are there', () => expect(names.length).toBeGreaterThanOrEqual(3))

test.each(names)('%s', name => {
  const input: unknown = JSON.parse(readFileSync(`${folder}/input/${name}.json`, 'utf8'))
  const written = canonicalJson(input)
  expect(written).toBe(readFileSync(`${folder}/output/${name}.json`, 'utf8').trimEnd())
  const hex = readFileSync(`${folder}/outhex/${name}.txt`, 'utf8').replace(/\s+/g, '')
  expect(Buffer.from(written, 'utf8').toString('hex')).toBe(hex)
})
