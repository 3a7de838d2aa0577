// SPDX-License-Identifier: EUPL-1.2
import type { Holder, PersonLink } from '#platform/auth/person-access.ts'
import { isLinkOpen } from '#platform/auth/person-access.ts'
import { QrCode } from '#platform/auth/qr-code.tsx'
import { ActionButton, Form, TextField } from '#platform/ui/form.tsx'
import type { FormState } from '#platform/ui/form-state.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty, Notice } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './network.paths.ts'

export type EntryPageProps = {
  readonly person: string
  readonly name: string
  /** For a minor the guardian holds link and PIN. */
  readonly holder: Holder
  readonly hasPin: boolean
  readonly links: readonly PersonLink[]
  /** A link just made: drawn once. */
  readonly made?: { readonly url: string; readonly expiresAt: PersonLink['expiresAt'] } | undefined
  readonly done?: 'pin' | undefined
  readonly linkForm?: FormState | undefined
  readonly pinForm?: FormState | undefined
}

/** How the person gets to her own page: a link for her phone, and the PIN that only she knows. */
export function EntryPage(props: EntryPageProps) {
  const { t, instant } = usePage()
  const { person, name, holder, made } = props
  const file = (
    <a href={`/people/${person}`}>
      <bdi>{name}</bdi>
    </a>
  )
  return (
    <StaffPage title={t('entry.title')} section="people" kicker={file} lead={t(`entry.lead.${holder}`)}>
      {props.done && <Notice tone="good">{t('entry.pin.done')}</Notice>}
      {made && (
        <Sheet next title={t('entry.link.made')}>
          <p>{t('entry.link.how')}</p>
          <QrCode text={made.url} label={t('entry.link.qr')} />
          <p>
            <bdi class="nc-code" dir="ltr" data-link>
              {made.url}
            </bdi>
          </p>
          <p class="nc-s nc-soft">{t('link.until', { when: instant(made.expiresAt) })}</p>
        </Sheet>
      )}
      <Section title={t('entry.links')}>
        <div class="nc-stack">
          <Links {...props} />
          <Sheet>
            <Form action={paths.entry.to({ person })} state={props.linkForm} submit="entry.link.submit">
              {holder === 'guardian' && (
                <TextField
                  name="guardianName"
                  label={t('entry.guardian')}
                  hint={t('entry.guardian.hint')}
                  size="long"
                  required
                />
              )}
              <p class="nc-s nc-soft">{t('entry.link.lead')}</p>
            </Form>
          </Sheet>
        </div>
      </Section>
      <PinSection {...props} />
    </StaffPage>
  )
}

function Links({ person, links }: EntryPageProps) {
  const { t, instant, viewer } = usePage()
  const state = (link: PersonLink) => {
    if (link.revokedAt) return t('entry.link.revoked')
    if (link.redeemedAt) return t('entry.link.used', { when: instant(link.redeemedAt) })
    return viewer && isLinkOpen(link, viewer.now) ? t('entry.link.open') : t('invitation.expired')
  }
  return (
    <>
      <DataTable<PersonLink>
        caption={t('entry.links')}
        hideCaption
        rows={links}
        empty={<Empty title={t('entry.links.empty')}>{t('entry.links.empty.next')}</Empty>}
        columns={[
          { label: t('entry.link.made-at'), kind: 'head', cell: row => instant(row.createdAt) },
          {
            label: t('entry.link.for'),
            cell: row => (row.guardianName ? <bdi>{row.guardianName}</bdi> : t('entry.self')),
          },
          { label: t('entry.link.state'), cell: state },
        ]}
      />
      {links.some(link => !link.revokedAt) && (
        <ActionButton action={paths.revokeEntry.to({ person })} label={t('entry.revoke')} look="danger" small />
      )}
    </>
  )
}

function PinSection({ person, holder, hasPin, pinForm }: EntryPageProps) {
  const { t } = usePage()
  return (
    <Section title={t('entry.pin')} lead={t(hasPin ? 'entry.pin.has' : 'entry.pin.none')}>
      <Sheet>
        <Form action={paths.entryPin.to({ person })} state={pinForm} submit="entry.pin.submit" secondary>
          <p>{t(`entry.pin.turn.${holder}`)}</p>
          {(['pin', 'again'] as const).map(name => (
            <TextField
              name={name}
              type="password"
              label={t(`entry.pin.${name}`)}
              inputmode="numeric"
              autocomplete="off"
              maxLength={6}
              dir="ltr"
              size="short"
              required
            />
          ))}
        </Form>
      </Sheet>
    </Section>
  )
}
