// SPDX-License-Identifier: EUPL-1.2
// A finding in words: the sentences come with the page, the names of parts, figures and organisations are put in here.
import type { Labels } from './check-labels.ts'
import { fill, type Finding, findingTexts, type Result, type Summary } from './verifier/index.ts'

type Words = { readonly labels: Labels; readonly texts: Record<string, string>; readonly lang: string }

/** "minutes <organisation>" of a table becomes the figure's word and the organisation's name. */
function figureName(figure: string, { labels }: Words, summary: Summary | null): string {
  const [name = '', ...rest] = figure.split(' ')
  const of = summary?.organisations.find(one => one.organisation === rest.join(' '))?.name ?? rest.join(' ')
  const word = labels[`figure.${name}` as keyof Labels] ?? name
  return of ? `${word} (${of})` : word
}

export function explain(finding: Finding, words: Words, summary: Summary | null): string {
  const args = Object.fromEntries(
    Object.entries(finding.args).map(([name, value]) => {
      if (name === 'part') return [name, words.labels[`part.${value}` as keyof Labels] ?? value]
      if (name === 'figure') return [name, figureName(String(value), words, summary)]
      return [name, typeof value === 'number' ? new Intl.NumberFormat(words.lang).format(value) : value]
    }),
  )
  return fill(words.texts[finding.code] ?? findingTexts.it[finding.code], args)
}

/** The result as a text file to keep. */
export function reportOf(result: Result, words: Words, fileName: string, at: Date): string {
  const { labels } = words
  const lines = (title: string, mark: string, findings: readonly Finding[]): string[] =>
    findings.length === 0 ? [] : ['', title, ...findings.map(one => `  ${mark} ${explain(one, words, result.summary)}`)]
  return [
    `${fileName} · ${at.toISOString()}`,
    labels[`verdict.${result.exit}`],
    labels[`verdict.${result.exit}.note`],
    ...lines(labels.gaps, '!', [...result.failures, ...result.gaps]),
    ...lines(labels.proved, '✓', result.proved),
    ...lines(labels.limits, '?', result.limits),
    '',
  ].join('\r\n')
}
