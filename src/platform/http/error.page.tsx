// SPDX-License-Identifier: EUPL-1.2
import { PublicPage } from '../ui/layout.tsx'
import { usePage } from '../ui/page-context.tsx'

type Props = {
  code: string
  params?: Readonly<Record<string, string | number>> | undefined
  reference: string
  signedIn: boolean
}

/** Says what happened and what to do next; never only that something went wrong. */
export function ErrorPage({ code, params, reference, signedIn }: Props) {
  const { t } = usePage()
  return (
    <PublicPage title={t(code, params)}>
      <p>{t('page.error.next')}</p>
      <p>
        <a class="btn btn-primary" href="/">
          {t(signedIn ? 'page.error.to-desk' : 'page.error.to-start')}
        </a>
      </p>
      <p class="nc-soft nc-s">
        {t('page.error.reference')} <bdi class="nc-code">{reference}</bdi>
      </p>
    </PublicPage>
  )
}
