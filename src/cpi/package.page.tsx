// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import { ButtonLink, type FormState } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Seal, type SealState } from '#platform/ui/nc/seal.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { Message, usePage } from '#platform/ui/page-context.tsx'
import { ChecksSection } from './checks.page.tsx'
import { paths } from './cpi.paths.ts'
import { Declarations, DidForm, type PactDefaults, PactForm } from './declaration.page.tsx'
import { SettledFields } from './decided.page.tsx'
import type { Check } from './did-pre-check.ts'
import type { CountryNames } from './field-text.page.tsx'
import type { PackageField } from './field.ts'
import { type InboxEntry, InboxList } from './inbox.page.tsx'
import type { Access, Package } from './package.ts'
import { ReturnForm, ReviewForm } from './review.page.tsx'
import { type Decision, isOpen } from './review.ts'

export type PackageProps = {
  readonly package: Package
  /** The living access beside the copy; nothing where the sender's record is gone. */
  readonly access: Access | undefined
  readonly fields: readonly PackageField[]
  readonly checks: readonly Check[]
  readonly decisions: readonly Decision[]
  /** The other packages that wait, beside this one. */
  readonly inbox: readonly InboxEntry[]
  readonly countries: CountryNames
  readonly today: CivilDate
  readonly pactDefaults: PactDefaults
  readonly seal?: { readonly state: SealState; readonly sealedAt?: string | undefined } | undefined
  readonly forms?: Readonly<Partial<Record<'review' | 'return' | 'did' | 'pact', FormState>>>
}

/** A package as its receiver works on it. */
export function PackagePage(props: PackageProps) {
  const { t, dateLong } = usePage()
  const { package: received } = props
  const open = isOpen(received.state)
  return (
    <StaffPage
      section="cpi"
      title={received.personName}
      native={received.native}
      kicker={
        <>
          <Message
            of="package.kicker"
            args={{
              number: <bdi>{received.number}</bdi>,
              sender: <bdi>{received.sender.name}</bdi>,
              date: dateLong(received.sentOn),
            }}
          />{' '}
          {props.seal && (
            <Seal
              what={t('package.seal', { number: received.number })}
              proof={{ state: props.seal.state, signedBy: received.sender.name }}
            />
          )}
        </>
      }
      lead={t(`package.lead.${received.state}`)}
      list={<Beside {...props} />}
    >
      <p class="d-lg-none">
        <a href={paths.inbox.to()}>{t('cpi.inbox.all', { count: props.inbox.length })}</a>
      </p>
      <ClosedAccess {...props} />
      {open ? <OpenPackage {...props} /> : <AnsweredPackage {...props} />}
    </StaffPage>
  )
}

function Beside(props: PackageProps) {
  const { t } = usePage()
  const { id } = props.package
  const open = props.inbox.filter(entry => isOpen(entry.package.state))
  const shown = props.inbox
    .filter(entry => entry.package.id === id || isOpen(entry.package.state))
    .toSorted((a, b) => (a.package.sentOn < b.package.sentOn ? -1 : 1))
  return (
    <nav class="d-none d-lg-block" aria-label={t('cpi.inbox.title')}>
      <Section title={t('cpi.inbox.title')} note={t('cpi.inbox.count', { count: open.length })}>
        <InboxList entries={shown} current={id} />
        <p class="pt-3">
          <a href={paths.inbox.to()}>{t('cpi.inbox.all', { count: props.inbox.length })}</a>
        </p>
      </Section>
    </nav>
  )
}

/** Who decides must know that what the sender writes from now on does not reach this page. */
function ClosedAccess({ access, package: received }: PackageProps) {
  const { t, dateLong } = usePage()
  if (!access || access.state === 'current') return null
  const name = received.sender.name
  return (
    <Notice tone="warm" title={t(`package.closed.${access.state}`, { sender: name, date: dateLong(access.on) })}>
      {t(isOpen(received.state) ? 'package.closed.open' : 'package.closed.answered', {
        sent: dateLong(received.sentOn),
      })}
    </Notice>
  )
}

function OpenPackage(props: PackageProps) {
  const { t } = usePage()
  return (
    <>
      <ChecksSection checks={props.checks} title={t('did-check.title')} lead={t('did-check.lead.receiver')} />
      <ReviewForm {...props} form={props.forms?.review} />
      <ReturnForm package={props.package} form={props.forms?.return} />
    </>
  )
}

/** After the answer: what is still to confirm comes first, the decisions below it. */
function AnsweredPackage(props: PackageProps) {
  const { t, dateLong } = usePage()
  const { package: received } = props
  const { review, state } = received
  return (
    <>
      {state === 'returned' ? (
        <Notice tone="warm" title={t('package.returned.title', { date: dateLong(review?.answeredOn ?? props.today) })}>
          {review?.returned && t(`return.reason.${review.returned.reason}`)} <bdi>{review?.returned?.note}</bdi>
        </Notice>
      ) : (
        <Notice
          tone="good"
          title={t('package.accepted.title', { date: dateLong(review?.answeredOn ?? props.today) })}
          action={review?.person && { href: `/people/${review.person}`, label: t('package.accepted.action') }}
        >
          {t(review?.link ? 'package.accepted.text' : 'package.accepted.untied')}
        </Notice>
      )}
      {state === 'accepted' && <DidForm package={received} today={props.today} form={props.forms?.did} />}
      {state === 'did' && <PactForm package={received} defaults={props.pactDefaults} form={props.forms?.pact} />}
      {(received.did || received.pact) && (
        <Sheet title={t('package.confirmed.title')}>
          <Declarations did={received.did} pact={received.pact} />
        </Sheet>
      )}
      <Section
        title={t('package.decisions.title')}
        action={
          <ButtonLink
            href={paths.sap.to({ package: received.id })}
            label={t('package.sap')}
            icon="down"
            small
            download
          />
        }
      >
        <SettledFields fields={props.fields} decisions={props.decisions} countries={props.countries} />
      </Section>
      <ChecksSection checks={props.checks} title={t('did-check.title.past', { date: dateLong(received.sentOn) })} />
    </>
  )
}
