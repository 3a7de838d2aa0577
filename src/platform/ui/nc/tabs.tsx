// SPDX-License-Identifier: EUPL-1.2
export type Tab = { href: string; label: string; current?: boolean | undefined }

/** Parts of one thing, each a page of its own. */
export function Tabs(props: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="nc-noprint" aria-label={props.label}>
      <div class="nc-tabs">
        {props.tabs.map(tab => (
          <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
            {tab.label}
          </a>
        ))}
      </div>
    </nav>
  )
}
