// SPDX-License-Identifier: EUPL-1.2
import type { Instant } from '#lib/civil-date.ts'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Strip } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { FactView } from './fact.act.ts'
import { paths } from './ledger.paths.ts'

/** What the seal of one act says, and what it does not. */
export function FactPage({ fact }: { fact: FactView }) {
  const { t, dateLong, instant, number } = usePage()
  const { seal, own } = fact
  const sealed = seal.state === 'sealed'
  return (
    <StaffPage
      title={t('fact.title', { seq: number(fact.seq) })}
      lead={
        <>
          {t('fact.signed-by')} <bdi>{fact.signedBy}</bdi>
        </>
      }
      action={
        sealed ? (
          <a class="btn btn-primary" href={paths.proof.to({ fact: fact.id })}>
            {t('fact.download')}
          </a>
        ) : undefined
      }
      below={
        <Strip tone={sealed ? 'good' : 'warm'} icon={sealed ? 'seal' : 'seal-open'}>
          {t(sealed ? 'fact.sealed' : 'fact.waiting')}
        </Strip>
      }
    >
      <Section title={t('fact.known')}>
        <DefinitionList
          items={[
            { label: t('fact.type'), value: own && <bdi class="nc-code">{own.type}</bdi> },
            { label: t('fact.day'), value: own && dateLong(own.at) },
            { label: t('fact.sealed-at'), value: sealed ? instant(seal.sealedAt as Instant) : undefined },
            {
              label: t('fact.place'),
              value: sealed
                ? t('fact.place.of', { index: number(seal.index + 1), size: number(seal.checkpointSize) })
                : undefined,
            },
            { label: t('fact.fingerprint'), value: <bdi class="nc-code">{fact.fingerprint}</bdi> },
          ]}
        />
      </Section>
      <Section title={t('fact.not-proved')}>
        <ul class="pt-2">
          <li>{t('finding.limit.fact')}</li>
          <li>{t('finding.limit.who')}</li>
          <li>{t('finding.limit.time')}</li>
          <li>{t('finding.cosign.none')}</li>
        </ul>
        <p>
          <a href={paths.check.to()}>{t('fact.check')}</a>
        </p>
      </Section>
    </StaffPage>
  )
}
