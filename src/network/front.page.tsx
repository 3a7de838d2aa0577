// SPDX-License-Identifier: EUPL-1.2
import { ActionButton, ButtonLink, Form, TextField } from '#platform/ui/form.tsx'
import type { FormState } from '#platform/ui/form-state.tsx'
import { PublicPage } from '#platform/ui/layout.tsx'
import { Sheet, Two } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './network.paths.ts'

/** The very first page of an installation: there is no network yet. */
export function FirstVisitPage() {
  const { t } = usePage()
  return (
    <PublicPage title={t('front.title')} lead={t('front.lead')} wide>
      <Two>
        <Sheet next title={t('front.create.title')}>
          <p>{t('front.create.lead')}</p>
          <p>
            <a class="btn btn-primary" href={paths.setup.to()}>
              {t('front.create.go')}
            </a>
          </p>
        </Sheet>
        <Sheet title={t('front.demo.title')}>
          <p>{t('front.demo.lead')}</p>
          <ActionButton action="/demo" label={t('front.demo.go')} />
          <p class="nc-s nc-soft">{t('front.demo.how')}</p>
        </Sheet>
      </Two>
    </PublicPage>
  )
}

/** A demo network is loaded, and nothing else: its doors are one page further, for this computer only. */
export function DemoFrontPage({ name }: { name: string }) {
  const { t } = usePage()
  return (
    <PublicPage title={t('front.demo.title')} lead={t('front.demo.loaded', { name })} wide>
      <Two>
        <Sheet next title={t('front.demo.enter')}>
          <p>{t('front.demo.doors')}</p>
          <ButtonLink look="primary" href="/demo" label={t('front.demo.open')} />
        </Sheet>
        <Sheet title={t('front.create.title')}>
          <p>{t('front.create.elsewhere')}</p>
          <p>
            <code class="nc-code" dir="ltr">
              DATA_DIR=../mia-rete npm start
            </code>
          </p>
          <ButtonLink href="/sign-in" label={t('front.demo.sign-in')} />
        </Sheet>
      </Two>
    </PublicPage>
  )
}

/** Name of the network, first administrator, password; the set-up token proves who owns this computer. */
export function SetUpPage({ form }: { form?: FormState | undefined }) {
  const { t } = usePage()
  return (
    <PublicPage kicker={t('enrol.step', { step: 1 })} title={t('setup.title')} lead={t('setup.lead')}>
      <Sheet>
        <Form action={paths.setup.to()} state={form} submit="setup.submit" cancel={{ href: paths.front.to() }}>
          <TextField
            name="token"
            label={t('setup.token')}
            hint={t('setup.token.hint')}
            dir="ltr"
            size="long"
            required
          />
          <TextField name="name" label={t('setup.name')} hint={t('setup.name.hint')} size="long" required />
          <TextField
            name="organisation"
            label={t('setup.organisation')}
            hint={t('setup.organisation.hint')}
            autocomplete="organization"
            size="long"
            optional
          />
          <TextField name="displayName" label={t('display-name')} autocomplete="name" size="long" required />
          <TextField
            name="email"
            type="email"
            label={t('sign-in.email')}
            hint={t('setup.email.hint')}
            autocomplete="username"
            dir="ltr"
            size="long"
            required
          />
          <TextField
            name="password"
            type="password"
            label={t('sign-in.password')}
            hint={t('password.hint')}
            autocomplete="new-password"
            size="long"
            required
          />
        </Form>
      </Sheet>
    </PublicPage>
  )
}
