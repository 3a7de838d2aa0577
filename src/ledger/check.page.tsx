// SPDX-License-Identifier: EUPL-1.2
import { Island } from '#platform/ui/island.tsx'
import { PublicPage } from '#platform/ui/layout.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { labelNames } from './check-labels.ts'
import { paths } from './ledger.paths.ts'

/** The check runs in the browser; without scripts the page says how to run it on a command line. */
export function CheckPage({ texts }: { texts: Record<string, string> }) {
  const { t, lang, collected } = usePage()
  // The island draws with the same pictures; they have to be in the page.
  for (const icon of ['seal', 'seal-open', 'alert', 'ask', 'off', 'check', 'info', 'x']) collected.icons.add(icon)
  // What only the browser knows stays open in the text; the island fills it.
  const open = {
    date: '{date}',
    time: '{time}',
    n: '{n}',
    first: '{first}',
    last: '{last}',
    total: '{total}',
    h: '{h}',
    m: '{m}',
  }
  const labels = Object.fromEntries(labelNames.map(name => [name, t(`check.${name}`, open)]))
  return (
    <PublicPage title={t('check.title')} lead={t('check.lead')} wide>
      <Island
        name="verifica"
        data={{ lang, labels: JSON.stringify(labels), texts: JSON.stringify(texts), keys: paths.keys.to() }}
      >
        <CommandLine />
      </Island>
    </PublicPage>
  )
}

function CommandLine() {
  const { t } = usePage()
  return (
    <Section title={t('check.cli.title')}>
      <p class="pt-2">{t('check.cli.why')}</p>
      <pre dir="ltr">
        <code>npm run cli -- verify {t('check.cli.bundle')} --trust keys.txt</code>
      </pre>
      <p>
        <a href={paths.keys.to()}>{t('check.keys.link')}</a> {t('check.keys.warning')}
      </p>
    </Section>
  )
}
