// SPDX-License-Identifier: EUPL-1.2
// The result of a check, gaps first. Drawn in the browser by the island, so it uses nothing of the server's pages.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Labels } from './check-labels.ts'
import { dayIn, hoursIn, momentIn, numberIn } from './check-formats.ts'
import { explain, reportOf, verdict } from './result-text.ts'
import type { Checked, Summary } from './check-file.ts'
import { gapLines, type Line, linesOf } from './finding-groups.ts'
import type { Finding } from './verifier/index.ts'

export type Words = { readonly labels: Labels; readonly texts: Record<string, string>; readonly lang: string }
type Drawn = { readonly result: Checked; readonly fileName: string; readonly at: Date; readonly words: Words }

const Icon = ({ name }: { name: string }) => (
  <svg class="nc-i" aria-hidden="true" focusable="false">
    <use href={`#i-${name}`} />
  </svg>
)

const verdicts = {
  0: { icon: 'seal', tone: 'nc-pine' },
  1: { icon: 'alert', tone: 'nc-bad' },
  2: { icon: 'seal-open', tone: 'nc-brick' },
  3: { icon: 'alert', tone: 'nc-bad' },
} as const

export function ResultView(drawn: Drawn) {
  const { result, words } = drawn
  const { labels } = words
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever listens instead of looking hears the answer, not silence.
  useEffect(() => heading.current?.focus(), [result])
  const { icon, tone } = verdicts[result.exit]
  const gaps = result.failures.length + result.gaps.length
  return (
    <div class="nc-stack">
      <AboutFile {...drawn} />
      <div class="nc-row nc-nowrap nc-verdict">
        <span class={`nc-big-seal ${tone}`}>
          <Icon name={icon} />
        </span>
        <div>
          <h2 tabIndex={-1} ref={heading}>
            {verdict(result, words)}
          </h2>
          <p>{labels[`verdict.${result.exit}.note`]}</p>
        </div>
      </div>
      <Where {...drawn} />
      <Part title={labels.gaps}>
        {gaps === 0 ? (
          <p class="pt-2">{labels['gaps.none']}</p>
        ) : (
          <ul class="nc-list nc-todo">
            <Gaps lines={linesOf(result.failures)} fails {...drawn} />
            <Gaps lines={gapLines(result.gaps)} {...drawn} />
          </ul>
        )}
      </Part>
      <div class="nc-stack nc-two">
        {result.proved.length > 0 && (
          <Part title={labels.proved}>
            <Marked findings={result.proved} icon="seal" tone="nc-pine" {...drawn} />
          </Part>
        )}
        <Part title={labels.limits}>
          <Marked findings={result.limits} icon="ask" tone="nc-brick" {...drawn} />
        </Part>
      </div>
      {result.summary && <Details summary={result.summary} words={words} />}
    </div>
  )
}

function Part(props: { title: string; children: ComponentChildren }) {
  return (
    <section class="nc-sec">
      <div class="nc-head">
        <h2>{props.title}</h2>
      </div>
      {props.children}
    </section>
  )
}

function AboutFile({ result, fileName, words }: Drawn) {
  const { summary } = result
  const days = summary?.days
  const date = (day: string) => dayIn(words.lang, day)
  return (
    <p class="nc-soft">
      <bdi class="nc-code">{fileName}</bdi>
      {summary && ` · ${words.labels.about.replace('{n}', numberIn(words.lang)(summary.acts.total))}`}
      {days && ` · ${daysOf(date(days.first), date(days.last), words)}`}
    </p>
  )
}

const daysOf = (first: string, last: string, { labels }: Words): string =>
  first === last ? first : labels['about.days'].replace('{first}', first).replace('{last}', last)

function Where(drawn: Drawn) {
  const { result, at, words } = drawn
  const { labels, lang } = words
  const { date, time } = momentIn(lang, at)
  const text = new Blob([reportOf(result, words, drawn.fileName, at)], { type: 'text/plain;charset=utf-8' })
  return (
    <div class={`nc-strip ${result.exit === 0 ? 'is-good' : ''}`}>
      <Icon name="off" />
      <p>{labels.where.replace('{date}', date).replace('{time}', time)}</p>
      <a class="nc-noprint" href={URL.createObjectURL(text)} download={labels['report.name']}>
        {labels.report}
      </a>
    </div>
  )
}

function Gaps({ lines, fails = false, ...drawn }: Drawn & { lines: readonly Line[]; fails?: boolean }) {
  return (
    <>
      {lines.map((line, i) => (
        <li key={i}>
          <span class={`nc-badge ${fails ? 'is-hot' : 'is-warm'}`}>
            <Icon name={fails ? 'x' : 'alert'} />
          </span>
          <div>
            <LineText line={line} {...drawn} />
          </div>
        </li>
      ))}
    </>
  )
}

function Marked(props: Drawn & { findings: readonly Finding[]; icon: string; tone: string }) {
  const { findings, icon, tone, ...drawn } = props
  return (
    <ul class="nc-list nc-stack pt-2">
      {linesOf(findings).map((line, i) => (
        <li class="nc-row nc-nowrap" key={i}>
          <span class={tone}>
            <Icon name={icon} />
          </span>
          <div>
            <LineText line={line} {...drawn} />
          </div>
        </li>
      ))}
    </ul>
  )
}

/** One finding, or a kind with its number; which they are stands folded below. */
function LineText({ line, result, words }: Drawn & { line: Line }) {
  if (line.kind === 'single') return <Told finding={line.finding} result={result} words={words} />
  const { labels, lang } = words
  const n = numberIn(lang)(line.findings.length)
  return (
    <>
      <p>
        <b>{labels[`group.${line.code}`].replace('{n}', n)}</b>
        {line.code === 'range.missing' && (
          <>
            <br />
            <span class="nc-soft">{labels['group.range.missing.note']}</span>
          </>
        )}
      </p>
      <details class="nc-twin">
        <summary>{labels['group.show']}</summary>
        <ul class="nc-stack nc-tight pt-2">
          {line.findings.map((finding, i) => (
            <li key={i}>
              {Object.values(explain(finding, words, result.summary))
                .filter(Boolean)
                .join('. ')}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

/** The point in bold, what it rests on below. */
function Told({ finding, result, words }: { finding: Finding; result: Checked; words: Words }) {
  const { point, rest } = explain(finding, words, result.summary)
  return (
    <p>
      <b>{point}</b>
      {rest && (
        <>
          <br />
          <span class="nc-soft">{rest}</span>
        </>
      )}
    </p>
  )
}

const shownFigures = ['heads', 'women', 'men', 'people', 'meetings', 'minutes'] as const

function Details({ summary, words }: { summary: Summary; words: Words }) {
  const { labels, lang } = words
  const number = numberIn(lang)
  const shown = (name: string, n: number) =>
    name === 'minutes' ? `${number(n)} = ${hoursIn(lang, labels, n)}` : number(n)
  const figures = shownFigures.flatMap(name => {
    const n = summary.report.figures[name]
    return n === undefined ? [] : [[name, n] as const]
  })
  const { counting } = summary.report
  return (
    <>
      {figures.length > 0 && (
        <Part title={labels.figures}>
          <Table
            head={[labels['figures.name'], labels['figures.stated']]}
            rows={figures.map(([name, n]) => [labels[`figure.${name}`], shown(name, n)])}
          />
        </Part>
      )}
      <Part title={labels.signers}>
        <Table
          head={[labels['signers.name'], labels['signers.acts'], labels['signers.opened']]}
          rows={summary.organisations.toSorted(byName).map(one => [one.name, number(one.acts), number(one.opened)])}
        />
        <details class="nc-twin pt-3">
          <summary>{labels.technical}</summary>
          <dl class="nc-dl pt-2">
            <Pair label={labels['technical.register']} value={summary.header.origin} />
            <Pair label={labels['technical.size']} value={summary.register?.size ?? '–'} />
            <Pair label={labels['technical.root']} value={summary.register?.root ?? '–'} />
            <Pair label={labels['technical.exported']} value={`${summary.exporter}, ${summary.header.exportedAt}`} />
            <Pair
              label={labels['technical.counting']}
              value={[...counting.hours, ...counting.heads].join(', ') || '–'}
            />
          </dl>
        </details>
      </Part>
    </>
  )
}

const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name, 'it')

const Pair = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd class="nc-code">
      <bdi>{value}</bdi>
    </dd>
  </div>
)

function Table({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <table class="nc-t">
      <thead>
        <tr>
          {head.map((name, i) => (
            <th scope="col" class={i > 0 ? 'nc-n' : ''} key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...numbers]) => (
          <tr key={name}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            {numbers.map((n, i) => (
              <td class="nc-n" key={i}>
                {n}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
