// SPDX-License-Identifier: EUPL-1.2
/** The groups into which everything known of a person falls. Fixed: a longer list is a decision of record. */
export const fieldGroups = [
  'identity',
  'contacts',
  'permit',
  'family',
  'health',
  'protection',
  'schooling_languages',
  'work_history',
  'wishes_constraints',
  'plan',
  'hours',
  'outcomes',
  'documents',
  'notes',
] as const

export type FieldGroup = (typeof fieldGroups)[number]

/** Groups that are in no default and must be granted by name (design §8). */
export const restrictedGroups: readonly FieldGroup[] = ['health', 'protection', 'notes']
