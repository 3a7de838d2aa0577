// SPDX-License-Identifier: EUPL-1.2
import type { PersonId } from '#lib/ids.ts'
import { ActionButton, ButtonLink } from '#platform/ui/form.tsx'
import { paths as sharePaths } from '#network/index.ts'
import { FileTabs } from '#platform/ui/file-tabs.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Empty, Notice } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { ChecksSection } from './checks.page.tsx'
import { paths } from './cpi.paths.ts'
import { SettledFields } from './decided.page.tsx'
import { Declarations } from './declaration.page.tsx'
import type { Check } from './did-pre-check.ts'
import type { CountryNames } from './field-text.page.tsx'
import type { PackageField } from './field.ts'
import { StateText } from './inbox.page.tsx'
import type { Access, Package } from './package.ts'
import { type Decision, isOpen, tally } from './review.ts'
import { TallyText } from './review.page.tsx'

export type Handover = {
  readonly package: Package
  readonly fields: readonly PackageField[]
  readonly checks: readonly Check[]
  readonly decisions: readonly Decision[]
  readonly taken: ReadonlySet<number>
  /** Corrections that can become a statement in this record. */
  readonly takeable: ReadonlySet<number>
  /** The living access, and whether it was withdrawn or has run out. */
  readonly access: Access | undefined
}

/** What the job centre answered, for whoever handed the person over. */
export function PersonCpiPage(props: {
  readonly person: {
    readonly id: PersonId
    readonly name: string
    readonly native?: { text: string; lang?: string | undefined } | undefined
  }
  readonly handovers: readonly Handover[]
  readonly countries: CountryNames
}) {
  const { t, viewer } = usePage()
  const { person, handovers } = props
  const [latest] = handovers
  const hands = viewer?.role === 'case-worker'
  const again = hands && (!latest || latest.package.state === 'returned')
  return (
    <StaffPage
      section="people"
      title={t('person-cpi.title', { name: person.name })}
      native={person.native}
      kicker={
        <a href={`/people/${person.id}`}>
          <bdi>{person.name}</bdi>
        </a>
      }
      lead={latest ? <StateText state={latest.package.state} /> : undefined}
      below={<FileTabs person={person.id} current="cpi" />}
      action={
        again && (
          <ButtonLink
            href={paths.handover.to({ person: person.id })}
            label={t('person-cpi.hand-over')}
            icon="send"
            look="primary"
          />
        )
      }
    >
      {!latest &&
        (hands ? (
          <Empty title={t('person-cpi.empty.title')}>{t('person-cpi.empty.text')}</Empty>
        ) : (
          <Empty title={t('person-cpi.empty.centre')} />
        ))}
      {handovers.map(handover => (
        <HandoverSection handover={handover} person={person.id} countries={props.countries} />
      ))}
    </StaffPage>
  )
}

function HandoverSection(props: { handover: Handover; person: PersonId; countries: CountryNames }) {
  const { t, dateLong, list } = usePage()
  const { package: sent, access, fields, decisions } = props.handover
  const isAccessOpen = access?.state === 'current'
  return (
    <>
      <Section title={t('person-cpi.package', { number: sent.number, date: dateLong(sent.sentOn) })}>
        <DefinitionList
          items={[
            { label: t('handover.receiver.label'), value: <bdi>{sent.receiver.name}</bdi> },
            { label: t('handover.legal-basis.label'), value: t(`handover.legal-basis.${sent.legalBasis}`) },
            { label: t('person-cpi.what'), value: list(sent.groups.map(group => t(`package.group.${group}`))) },
            {
              label: t('handover.until.label'),
              value:
                access && !isAccessOpen
                  ? t(access.state === 'over' ? 'person-cpi.access.over' : 'person-cpi.access.closed', {
                      date: dateLong(access.on),
                    })
                  : dateLong(sent.until),
            },
          ]}
        />
        {isAccessOpen && (
          <ActionButton
            action={paths.withdraw.to({ person: props.person })}
            fields={{ package: sent.id }}
            label={t('person-cpi.withdraw')}
            icon="off"
            small
          />
        )}
        <p class="nc-s nc-soft">
          {isAccessOpen ? (
            t('person-cpi.withdraw.hint')
          ) : (
            <>
              {isOpen(sent.state) && t('person-cpi.withdraw.done')}{' '}
              <a href={sharePaths.shares.to({ person: props.person })}>{t('person-cpi.withdraw.again')}</a>
            </>
          )}
        </p>
      </Section>
      {(sent.did || sent.pact) && (
        <Sheet title={t('person-cpi.confirmed', { centre: sent.receiver.name })}>
          <Declarations did={sent.did} pact={sent.pact} />
        </Sheet>
      )}
      {isOpen(sent.state) ? (
        <Notice title={t('person-cpi.waiting.title', { centre: sent.receiver.name })}>
          {t('person-cpi.waiting.text')}
        </Notice>
      ) : (
        <Answer {...props} />
      )}
      <ChecksSection
        checks={props.handover.checks}
        title={t('did-check.title.past', { date: dateLong(sent.sentOn) })}
      />
      {isOpen(sent.state) && fields.length > 0 && decisions.length === 0 && (
        <Section title={t('person-cpi.sent-fields')} action={<SapLink id={sent.id} />}>
          <SettledFields fields={fields} decisions={[]} countries={props.countries} />
        </Section>
      )}
    </>
  )
}

function SapLink(props: { id: Package['id'] }) {
  const { t } = usePage()
  return <ButtonLink href={paths.sap.to({ package: props.id })} label={t('package.sap')} icon="down" small download />
}

/** A correction of the job centre stands beside the own value; taking it adds a statement said by the centre. */
function Answer(props: { handover: Handover; person: PersonId; countries: CountryNames }) {
  const { t, dateLong } = usePage()
  const { package: sent, fields, decisions, taken, takeable } = props.handover
  const { review } = sent
  if (review?.returned) {
    return (
      <Notice tone="bad" title={t('person-cpi.returned', { centre: sent.receiver.name })}>
        {t(`return.reason.${review.returned.reason}`)} <bdi>{review.returned.note}</bdi>
      </Notice>
    )
  }
  return (
    <Section
      title={t('person-cpi.answer', { date: review?.answeredOn ? dateLong(review.answeredOn) : '' })}
      lead={t('person-cpi.answer.lead')}
      action={<SapLink id={sent.id} />}
    >
      <p>
        <TallyText tally={tally(fields, decisions)} />
      </p>
      <SettledFields
        fields={fields}
        decisions={decisions}
        countries={props.countries}
        beside={(field, decision) => {
          if (decision.choice !== 'correct') return undefined
          if (taken.has(field.position)) return <span class="nc-line nc-ok">{t('person-cpi.taken')}</span>
          if (!takeable.has(field.position)) return undefined
          return (
            <ActionButton
              action={paths.takeCorrection.to({ person: props.person })}
              fields={{ package: sent.id, position: field.position }}
              label={t('person-cpi.take')}
              small
            />
          )
        }}
      />
    </Section>
  )
}
