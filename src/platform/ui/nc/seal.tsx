// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import type { Instant } from '#lib/civil-date.ts'
import { usePage } from '../page-context.tsx'
import { Icon } from './icon.tsx'

/**
 * waiting: recorded, not yet in a signed checkpoint. sealed: in the network's register, not yet countersigned.
 * countersigned: a quorum of witnesses has signed. The words never outrun the state.
 */
export type SealState = 'waiting' | 'sealed' | 'countersigned'

export type Proof = {
  state: SealState
  /** The organisation whose key signed the entry. */
  signedBy?: string | undefined
  /** How the person confirmed: "codice", "PIN", "QR", with its strength, in words. */
  method?: string | undefined
  sealedAt?: Instant | undefined
  index?: number | undefined
  checkpointSize?: number | undefined
  fingerprint?: string | undefined
  witnesses?: { signed: number; of: number; needed: number } | undefined
  /** Where the proof of this act can be downloaded. */
  download?: string | undefined
}

/** Stands after the figure or the act it proves; `what` names it in a sentence of its own. */
export function Seal(props: { what: string; proof: Proof } | { what: string; state: SealState; href: string }) {
  const { t, collected, id } = usePage()
  const state = 'proof' in props ? props.proof.state : props.state
  const label = t(`ui.seal.${state}.label`, { what: props.what })
  const mark = <Icon name={state === 'waiting' ? 'seal-open' : 'seal'} />
  if ('href' in props) {
    return (
      <a class={`nc-seal is-${state}`} href={props.href} aria-label={label}>
        {mark}
      </a>
    )
  }
  const panel = id('proof')
  collected.panels.push(<ProofPanel id={panel} what={props.what} proof={props.proof} />)
  return (
    <button type="button" class={`nc-seal is-${state}`} popovertarget={panel} aria-label={label}>
      {mark}
    </button>
  )
}

function ProofPanel(props: { id: string; what: string; proof: Proof }) {
  const { t, instant, number } = usePage()
  const { proof, id } = props
  const rows: [string, ComponentChildren][] = []
  if (proof.signedBy) rows.push([t('ui.seal.signed-by'), <bdi>{proof.signedBy}</bdi>])
  if (proof.method) rows.push([t('ui.seal.method'), proof.method])
  if (proof.sealedAt) rows.push([t('ui.seal.sealed-at'), <bdi>{instant(proof.sealedAt)}</bdi>])
  if (proof.index !== undefined) {
    const place = { index: number(proof.index + 1), size: number(proof.checkpointSize ?? proof.index + 1) }
    rows.push([t('ui.seal.place'), t('ui.seal.place.of', place)])
  }
  if (proof.witnesses) rows.push([t('ui.seal.witnesses'), t('ui.seal.witnesses.of', proof.witnesses)])
  return (
    <div class={`nc-proof is-${proof.state}`} id={id} popover="auto" role="dialog" aria-labelledby={`${id}-h`}>
      <div class="nc-stack nc-tight">
        <div class="nc-row nc-ends">
          <h2 id={`${id}-h`}>{t('ui.seal.title')}</h2>
          <button type="button" class="btn btn-outline-primary nc-b" popovertarget={id} popovertargetaction="hide">
            {t('ui.close')}
          </button>
        </div>
        <p>{props.what}</p>
        <p>
          <b>{t(`ui.seal.${proof.state}`)}</b>
        </p>
        {rows.length > 0 && (
          <dl class="nc-dl">
            {rows.map(([term, value]) => (
              <div>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {proof.fingerprint && (
          <p class="nc-s nc-soft">
            {t('ui.seal.fingerprint')} <bdi class="nc-code">{shorten(proof.fingerprint)}</bdi>
          </p>
        )}
        <p class="nc-s nc-soft">{t('ui.seal.not-proved')}</p>
        {proof.download && (
          <p class="nc-s">
            <a href={proof.download}>{t('ui.seal.download')}</a>
          </p>
        )}
      </div>
    </div>
  )
}

function shorten(fingerprint: string): string {
  return fingerprint.length > 20 ? `${fingerprint.slice(0, 8)}…${fingerprint.slice(-8)}` : fingerprint
}
