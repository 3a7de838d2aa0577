// SPDX-License-Identifier: EUPL-1.2
// A finding in words: the sentences come with the page, the names of parts, figures and organisations are put in here.
import { numberIn } from './check-formats.ts'
import type { Labels } from './check-labels.ts'
import type { Checked, Summary } from './check-file.ts'
import { fill, type Finding, findingTexts } from './verifier/index.ts'

type Words = { readonly labels: Labels; readonly texts: Record<string, string>; readonly lang: string }

/** "minutes <organisation>" of a table becomes the figure's word and the organisation's name. */
function figureName(figure: string, { labels }: Words, summary: Summary | null): string {
  const [name = '', ...rest] = figure.split(' ')
  const of = summary?.organisations.find(one => one.organisation === rest.join(' '))?.name ?? rest.join(' ')
  const word = labels[`figure.${name}` as keyof Labels] ?? name
  return of ? `${word} (${of})` : word
}

/** Names of bodies may run the other way than the text around them: isolated, they leave its order alone. */
const isolated = new Set(['organisation', 'origin', 'name'])

const capital = (text: string, lang: string): string => text.charAt(0).toLocaleUpperCase(lang) + text.slice(1)

/** The point of a finding, and what it rests on: the sentence divided at its first colon or full stop. */
export function explain(finding: Finding, words: Words, summary: Summary | null): { point: string; rest: string } {
  const number = numberIn(words.lang)
  const args = Object.fromEntries(
    Object.entries(finding.args).map(([name, value]) => {
      if (name === 'part') return [name, words.labels[`part.${value}` as keyof Labels] ?? value]
      if (name === 'figure') return [name, figureName(String(value), words, summary)]
      if (isolated.has(name)) return [name, `\u2068${value}\u2069`]
      return [name, typeof value === 'number' || name === 'size' ? number(Number(value)) : value]
    }),
  )
  const template = words.texts[finding.code] ?? findingTexts.it[finding.code]
  // Divided before it is filled in: a name may hold a full stop too.
  const [, point = template, rest = ''] = /^(.*?)\s?[:.؛] (.*)$/u.exec(template) ?? []
  return { point: fill(point, args).replace(/\.$/, ''), rest: capital(fill(rest, args), words.lang) }
}

/** The answer in one line, with the number of acts that are sealed and can be read. */
export function verdict(result: Checked, { labels, lang }: Words): string {
  const total = result.summary?.acts.total ?? 0
  const wanting = new Set(result.gaps.flatMap(({ act }) => (act ? [`${act.keyId}/${act.seq}`] : [])))
  const number = numberIn(lang)
  const args = { n: number(total - wanting.size), total: number(total) }
  return fill(labels[`verdict.${result.exit}`], args)
}

/** The result as a text file to keep. */
export function reportOf(result: Checked, words: Words, fileName: string, at: Date): string {
  const { labels } = words
  const lines = (title: string, mark: string, findings: readonly Finding[]): string[] =>
    findings.length === 0
      ? []
      : [
          '',
          title,
          ...findings.map(one => `  ${mark} ${Object.values(explain(one, words, result.summary)).join('. ')}`),
        ]
  return [
    `${fileName} · ${at.toISOString()}`,
    verdict(result, words),
    labels[`verdict.${result.exit}.note`],
    ...lines(labels.gaps, '!', [...result.failures, ...result.gaps]),
    ...lines(labels.proved, '✓', result.proved),
    ...lines(labels.limits, '?', result.limits),
    '',
  ].join('\r\n')
}
