// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { DefinitionList, type Definition } from './definition-list.tsx'

/** Name as on the permit, the person's own script beside it, six facts. Goes into a page's `band`. */
export function PersonHeader(props: {
  name: string
  native?: { text: string; lang?: string | undefined } | undefined
  facts: readonly Definition[]
  action?: ComponentChildren
  kicker?: ComponentChildren
}) {
  return (
    <>
      <div class="nc-row nc-ends">
        <div>
          {props.kicker && <p class="nc-soft nc-s">{props.kicker}</p>}
          <div class="nc-name is-person">
            <h1>
              <bdi>{props.name}</bdi>
            </h1>
            {props.native && <bdi lang={props.native.lang}>{props.native.text}</bdi>}
          </div>
        </div>
        {props.action && <span class="nc-row nc-noprint">{props.action}</span>}
      </div>
      <DefinitionList items={props.facts} />
    </>
  )
}
