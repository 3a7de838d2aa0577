// SPDX-License-Identifier: EUPL-1.2
// The words of a check. Codes are stable; {names} in braces are filled from the finding's arguments.
import en from './texts.en.json' with { type: 'json' }
import it from './texts.it.json' with { type: 'json' }

export type FindingCode = keyof typeof it
export type Language = 'it' | 'en'
export const findingTexts: Record<Language, Record<FindingCode, string>> = { it, en }

export const fill = (template: string, args: Record<string, string | number>): string =>
  template.replace(/\{(\w+)\}/g, (all, name: string) => String(args[name] ?? all))

/** The sentence of a finding. */
export const sentence = (
  finding: { code: FindingCode; args: Record<string, string | number> },
  language: Language,
): string => fill(findingTexts[language][finding.code], finding.args)
