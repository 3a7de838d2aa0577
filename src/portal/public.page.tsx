// SPDX-License-Identifier: EUPL-1.2
// Two pages that every screen links to: how accessible we are, and what happens with data. Honest before impressive.
import { PublicPage } from '#platform/ui/layout.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'

const accessibility = ['goal', 'checked', 'not-yet', 'tell'] as const
const privacy = ['once', 'who', 'seen', 'register', 'rights'] as const

export function AccessibilityPage() {
  const { t } = usePage()
  return (
    <PublicPage title={t('public.accessibility.title')} lead={t('public.accessibility.lead')}>
      {accessibility.map(part => (
        <Section title={t(`public.accessibility.${part}`)}>
          <p>{t(`public.accessibility.${part}.text`)}</p>
        </Section>
      ))}
    </PublicPage>
  )
}

export function PrivacyPage() {
  const { t } = usePage()
  return (
    <PublicPage title={t('public.privacy.title')} lead={t('public.privacy.lead')}>
      {privacy.map(part => (
        <Section title={t(`public.privacy.${part}`)}>
          <p>{t(`public.privacy.${part}.text`)}</p>
        </Section>
      ))}
    </PublicPage>
  )
}
