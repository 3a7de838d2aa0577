// SPDX-License-Identifier: EUPL-1.2
/** Who somebody is inside an organisation. `person` is the person herself on her own pages. */
export const roles = [
  'administrator',
  'case-worker',
  'mediator',
  'cpi-operator',
  'coordinator',
  'auditor',
  'person',
] as const

export type Role = (typeof roles)[number]

/** What a route may ask for: a role, several, anybody signed in, or nobody in particular. */
export type RouteRole = Role | readonly Role[] | 'signed-in' | 'public'

/** Whether a role may use a route: "may this user press this button". Which rows exist is the database's answer. */
export function may(role: Role | undefined, wanted: RouteRole): boolean {
  if (wanted === 'public') return true
  if (role === undefined) return false
  if (wanted === 'signed-in') return role !== 'person'
  return typeof wanted === 'string' ? role === wanted : wanted.includes(role)
}

/** Why a datum is looked at. Comes from the route or the grant; typed by a person only in an emergency. */
export const purposes = ['care', 'handover', 'reporting', 'audit', 'self', 'administration', 'emergency'] as const
export type Purpose = (typeof purposes)[number]

/** On what ground data may be used (GDPR art. 6). Consent is one among others. */
export const legalBases = ['public-task', 'legal-obligation', 'contract', 'consent', 'vital-interest'] as const
export type LegalBasis = (typeof legalBases)[number]
