// SPDX-License-Identifier: EUPL-1.2
import { readCodiceFiscale } from '#lib/codice-fiscale.ts'
import type { EmployerId, OrganisationId } from '#lib/ids.ts'
import { readProvisionalCode } from '#lib/provisional-code.ts'

/** Whoever hires or hosts, as one organisation knows it. */
export type Employer = {
  readonly id: EmployerId
  readonly organisation: OrganisationId
  readonly name: string
  /** 11 digits of a company, or the 16 characters of a family or sole trader. */
  readonly taxCode: string
  /** Belfiore code of the municipality. */
  readonly municipality: string
  /** In words, as people say it: "sartoria", "edilizia". */
  readonly sector?: string
}

export type EmployerCodeProblem = 'employer.tax-code.length' | 'employer.tax-code.check'
export type EmployerCodeReading = { readonly code: string; readonly problem?: EmployerCodeProblem }

/**
 * The tax code of an employer. A company's eleven digits end in the same check digit as the provisional code of an
 * asylum seeker; a family that employs somebody at home has the sixteen characters of a person.
 */
export function readEmployerCode(input: string): EmployerCodeReading {
  const code = input.replace(/[\s.-]/g, '').toUpperCase()
  if (/^\d+$/.test(code)) {
    const { problem } = readProvisionalCode(code)
    if (problem === undefined) return { code }
    return { code, problem: code.length === 11 ? 'employer.tax-code.check' : 'employer.tax-code.length' }
  }
  if (code.length !== 16) return { code, problem: 'employer.tax-code.length' }
  return readCodiceFiscale(code).problem === undefined ? { code } : { code, problem: 'employer.tax-code.check' }
}
