// SPDX-License-Identifier: EUPL-1.2
import type { Language } from '#platform/i18n/catalogue.ts'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Strip } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'

type Row = readonly [language: Language, parts: readonly string[]]

/** Which texts no speaker of the language has read yet: a person who reads them should know who answers for the words. */
export function TranslationsPage({ unreviewed }: { readonly unreviewed: readonly Row[] }) {
  const { t } = usePage()
  return (
    <StaffPage title={t('translations.title')} section="admin" lead={t('translations.lead')}>
      <Section title={t('translations.open')}>
        <DataTable<Row>
          caption={t('translations.open')}
          hideCaption
          rows={unreviewed}
          empty={<Strip tone="good">{t('translations.none')}</Strip>}
          columns={[
            { label: t('translations.language'), kind: 'head', cell: ([lang]) => t(`translations.language.${lang}`) },
            {
              label: t('translations.parts'),
              full: true,
              cell: ([, parts]) => (
                <ul>
                  {parts.map(part => (
                    <li>{t(`translations.part.${part}`)}</li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
        <p>{t('translations.how')}</p>
      </Section>
    </StaffPage>
  )
}
