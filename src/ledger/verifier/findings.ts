// SPDX-License-Identifier: EUPL-1.2
// What a check has to say: stable codes with arguments, and their words; {names} in braces are filled from the arguments.
import type { Part } from './bundle.ts'
import en from './texts.en.json' with { type: 'json' }
import it from './texts.it.json' with { type: 'json' }

export type FindingCode = keyof typeof it
export type Language = 'it' | 'en'
export const findingTexts: Record<Language, Record<FindingCode, string>> = { it, en }

export const fill = (template: string, args: Record<string, string | number>): string =>
  template.replace(/\{(\w+)\}/g, (all, name: string) => String(args[name] ?? all))

/** The sentence of a finding. */
export const sentence = ({ code, args }: Finding, language: Language): string =>
  fill(findingTexts[language][code], args)

/** An act by the name that people can look up: which organisation, its n-th act. */
export type ActName = { organisation: string; keyId: string; seq: number }
export type Finding = {
  code: FindingCode
  args: Record<string, string | number>
  act?: ActName
  part?: Part | 'file'
}

export const finding = (code: FindingCode, args: Finding['args'] = {}, at: Partial<Finding> = {}): Finding => ({
  code,
  args,
  ...at,
})

export const aboutAct = (code: FindingCode, act: ActName, args: Finding['args'] = {}): Finding =>
  finding(code, { organisation: act.organisation, seq: act.seq, ...args }, { act, part: 'acts' })

export const aboutPart = (code: FindingCode, part: Part | 'file', args: Finding['args'] = {}): Finding =>
  finding(code, { part, ...args }, { part })

/** 1–4, 7, 9–12 … at most a dozen stretches, the rest counted. */
export function stretches(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const n of numbers) {
    const last = runs.at(-1)
    if (last && last[1] === n - 1) last[1] = n
    else runs.push([n, n])
  }
  const shown = runs.slice(0, 12).map(([a, b]) => (a === b ? `${a}` : `${a}–${b}`))
  return shown.join(', ') + (runs.length > 12 ? ' …' : '')
}
