// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { FieldName, FieldValue, PackageField, Proposal, Provenance } from './field.ts'

const declared: Provenance = {
  level: 'declared',
  saidBy: 'person',
  writtenBy: 'Coop. Il Girasole',
  on: '2026-11-12' as CivilDate,
  interpreted: false,
}

/** A field of a package, declared by the person unless the test says otherwise. */
export function aProposal(name: FieldName, value: FieldValue, provenance: Partial<Provenance> = {}): Proposal {
  return { name, value, provenance: { ...declared, ...provenance } }
}

/** The fields of an invented person, in package order. */
export function aPackage(): readonly PackageField[] {
  const papers = { level: 'documented' } as const
  return [
    aProposal('family-name', { text: 'Haylu' }, papers),
    aProposal('given-name', { text: 'Tesfalem' }, papers),
    aProposal('birth', { date: '1998-01-01', precision: 'day' }, papers),
    aProposal('sex', { sex: 'M' }, papers),
    aProposal('citizenship', { country: 'ERI', istat: '466' }),
    aProposal('tax-code', { code: 'HYLTFL98A01Z368T', kind: 'final' }, papers),
    aProposal('domicile', { address: 'via Setificio 9', municipality: 'Jesi', belfiore: 'E388' }),
    aProposal('phone', { text: '333 000 0000' }),
    aProposal(
      'experience',
      { title: 'Saldatore', place: 'Khartoum', country: 'SDN', from: '2014', to: '2018' },
      { level: 'observed' },
    ),
    aProposal('language', { language: 'ti', level: 'C2' }, { interpreted: true }),
    aProposal('hours', { title: 'Orientamento', minutes: 480 }, { level: 'validated' }),
  ].map(({ name, value, provenance }, index) => ({ position: index + 1, name, value, provenance }))
}
