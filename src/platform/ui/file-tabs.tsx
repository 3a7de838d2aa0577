// SPDX-License-Identifier: EUPL-1.2
import { Tabs } from './nc/tabs.tsx'
import { usePage } from './page-context.tsx'

// The parts of a person's file are pages of different slices; these addresses are the agreement between them.
const parts = [
  ['summary', ''],
  ['data', '/identity'],
  ['profile', '/profile'],
  ['plan', '/plan'],
  ['cpi', '/cpi'],
  ['work', '/placements'],
  ['seen', '/seen'],
] as const

export type FilePart = (typeof parts)[number][0]

/** The tabs of a person's file, for the band of every page of it; `only` where the rest was not shared. */
export function FileTabs(props: { person: string; current: FilePart; only?: readonly FilePart[] }) {
  const { t } = usePage()
  const shown = parts.filter(([part]) => props.only?.includes(part) ?? true)
  const tabs = shown.map(([part, path]) => ({
    href: `/people/${props.person}${path}`,
    label: t(`ui.file.${part}`),
    current: part === props.current,
  }))
  return <Tabs label={t('ui.file')} tabs={tabs} />
}
