// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import { policyLetter, readPolicyId } from './policy-id.ts'

type Vector = { ente: string; tipo: string; dataProposta: string; id: string; check: string }

const folder = process.env['REFERENCE_DATA'] ?? '../shared/data'
const file = JSON.parse(readFileSync(path.join(folder, 'italy/test-vectors.json'), 'utf8')) as { policy_id: Vector[] }

test('the check letter of every published policy id is the computed one, and an id is accepted exactly when it ends with it', () => {
  expect(file.policy_id.length).toBeGreaterThan(0)
  for (const vector of file.policy_id) {
    const proposedOn = vector.dataProposta.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') as CivilDate
    const origin = { promoter: vector.ente, activity: vector.tipo, proposedOn }
    expect(policyLetter(origin)).toBe(vector.check)
    const accepted = typeof readPolicyId(vector.id, origin) !== 'string'
    expect(accepted).toBe(vector.id.toUpperCase().endsWith(vector.check))
  }
})
