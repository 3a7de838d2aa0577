// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { PersonPage, PublicPage, StaffPage } from '../ui/layout.tsx'
import { usePage } from '../ui/page-context.tsx'

type Props = {
  code: string
  params?: Readonly<Record<string, string | number>> | undefined
  status: number
  reference: string
}

/** What happened is the heading, what to do about it stands below: the sentence divided at its first full stop. */
export function inTwo(sentence: string): { what: string; next: string } {
  const [, what = sentence, next = ''] = /^(.*?[.؟?])\s+(.*)$/su.exec(sentence) ?? []
  return { what: what.replace(/\.$/u, ''), next }
}

/** Says what happened and what to do next, within the frame of whoever asked: nobody loses the way because of it. */
export function ErrorPage({ code, params, status, reference }: Props) {
  const { t, viewer } = usePage()
  const { what, next } = inTwo(t(code, params))
  const ours = status >= 500
  return (
    <Framed title={what}>
      {next && <p class="lead">{next}</p>}
      {code === 'page.session-over' ? (
        <SignInBeside />
      ) : (
        <>
          <p>{t(ours ? 'page.error.next' : 'page.error.back')}</p>
          <p>
            <a class="btn btn-primary" href={viewer?.role === 'person' ? '/my' : '/'}>
              {t(viewer ? 'page.error.to-desk' : 'page.error.to-start')}
            </a>
          </p>
        </>
      )}
      <p class="nc-soft nc-s">
        {t('page.error.reference')} <bdi class="nc-code">{reference}</bdi>
      </p>
    </Framed>
  )
}

/** In a tab of its own, so that this one keeps the form that was sent. */
function SignInBeside() {
  const { t, path } = usePage()
  return (
    <p>
      <a
        class="btn btn-primary"
        href={path.startsWith('/my/') ? '/my/enter' : '/sign-in'}
        target="_blank"
        rel="noopener"
      >
        {t('page.error.sign-in')}
      </a>
    </p>
  )
}

function Framed(props: { title: string; children: ComponentChildren }) {
  const { viewer } = usePage()
  if (!viewer) return <PublicPage {...props} />
  return viewer.role === 'person' ? <PersonPage {...props} /> : <StaffPage {...props} />
}
