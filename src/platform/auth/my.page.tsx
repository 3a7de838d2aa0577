// SPDX-License-Identifier: EUPL-1.2
import { Form, TextField } from '../ui/form.tsx'
import type { FormState } from '../ui/form-state.tsx'
import { PersonPage } from '../ui/layout.tsx'
import { Notice } from '../ui/nc/notice.tsx'
import { Sheet } from '../ui/nc/section.tsx'
import { usePage } from '../ui/page-context.tsx'
import { authPaths } from './auth.paths.ts'
import type { Holder } from './person-access.ts'

/** Without a link, or with one that is used up: what to do next. */
export function MyEnterPage({ over }: { over: boolean }) {
  const { t } = usePage()
  return (
    <PersonPage title={t('my.enter.title')} lead={t('my.enter.lead')}>
      {over && <Notice tone="warm">{t('my.enter.over')}</Notice>}
      <Sheet next title={t('my.enter.next')}>
        <p>{t('my.enter.ask')}</p>
      </Sheet>
      <p>
        <a href={authPaths.signCode.to()}>{t('my.enter.sign')}</a>
      </p>
    </PersonPage>
  )
}

function PinField({ name, label, hint, fresh }: { name: string; label: string; hint?: string; fresh?: boolean }) {
  return (
    <TextField
      name={name}
      type="password"
      label={label}
      hint={hint}
      inputmode="numeric"
      autocomplete={fresh ? 'new-password' : 'current-password'}
      maxLength={6}
      dir="ltr"
      size="short"
      pin
      required
    />
  )
}

/** She chooses the PIN that only she knows. */
export function ChoosePinPage({ holder, form }: { holder: Holder; form?: FormState | undefined }) {
  const { t } = usePage()
  return (
    <PersonPage title={t(`my.pin.title.${holder}`)} lead={t(`my.pin.lead.${holder}`)}>
      <Sheet next>
        <Form action={authPaths.myPin.to()} state={form} submit="my.pin.submit">
          <PinField name="pin" label={t('my.pin.label')} hint={t('my.pin.hint')} fresh />
          <PinField name="again" label={t('my.pin.again')} fresh />
        </Form>
      </Sheet>
      <p class="nc-s nc-soft">{t('my.pin.secret')}</p>
    </PersonPage>
  )
}

/** After half an hour the phone asks for the PIN again. */
export function UnlockPage({ form }: { form?: FormState | undefined }) {
  const { t } = usePage()
  return (
    <PersonPage title={t('my.unlock.title')} lead={t('my.unlock.lead')}>
      <Sheet next>
        <Form action={authPaths.myUnlock.to()} state={form} submit="my.unlock.submit">
          <PinField name="pin" label={t('my.pin.label')} />
        </Form>
      </Sheet>
      <p class="nc-s nc-soft">{t('my.unlock.lost')}</p>
    </PersonPage>
  )
}

/** For a phone that cannot scan: the short code from the operator's screen. */
export function TypeCodePage({ form }: { form?: FormState | undefined }) {
  const { t } = usePage()
  return (
    <PersonPage title={t('signing.title')} lead={t('signing.lead')}>
      <Sheet next>
        <Form action={authPaths.signCode.to()} state={form} submit="signing.submit">
          <TextField name="code" label={t('signing.code')} hint={t('signing.hint')} dir="ltr" size="medium" required />
        </Form>
      </Sheet>
    </PersonPage>
  )
}
