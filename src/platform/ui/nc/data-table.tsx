// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { usePage } from '../page-context.tsx'

export type Column<Row> = {
  label: string
  cell: (row: Row, index: number) => ComponentChildren
  /** `head` names the row (the first column by default); `number` aligns on units; `bar` holds a drawing. */
  kind?: 'head' | 'text' | 'number' | 'bar'
  /** Leaves room for a seal after the figures, so that they stay aligned. */
  slot?: boolean
  /** On phones, takes the whole width. */
  full?: boolean
  /** The heading is for screen readers only. */
  hideLabel?: boolean
  /** The cell of the total row. */
  total?: ComponentChildren
}

export type TableProps<Row> = {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  caption?: ComponentChildren
  hideCaption?: boolean
  /** Draws the total row; its first cell. */
  total?: ComponentChildren
  /** `open`: drilled into; `leaf`: below an open one. */
  look?: (row: Row) => 'open' | 'leaf' | undefined
  /** Instead of the table when there are no rows. */
  empty?: ComponentChildren
  /** Keeps columns on phones: for two or three short columns only. */
  fixed?: boolean
  id?: string
}

/** A table that becomes label-over-value below 48em. Roles are explicit, since restyled tables lose theirs. */
export function DataTable<Row>(props: TableProps<Row>) {
  if (props.rows.length === 0 && props.empty !== undefined) return <>{props.empty}</>
  const head = Math.max(
    0,
    props.columns.findIndex(column => column.kind === 'head'),
  )
  return (
    <table class={props.fixed ? 'nc-t' : 'nc-t is-stack'} role="table" id={props.id}>
      {props.caption && <caption class={props.hideCaption ? 'visually-hidden' : undefined}>{props.caption}</caption>}
      <thead role="rowgroup">
        <tr role="row">
          {props.columns.map(column => (
            <th role="columnheader" scope="col" class={classes(column)}>
              {column.hideLabel ? <span class="visually-hidden">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row, index) => (
          <tr role="row" class={rowClass(props.look?.(row))}>
            {props.columns.map((column, at) => (
              <Cell column={column} head={at === head}>
                {column.cell(row, index)}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
      {props.total !== undefined && <Total {...props} head={head} />}
    </table>
  )
}

function Total<Row>(props: TableProps<Row> & { head: number }) {
  const { t } = usePage()
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        {props.columns.map((column, at) => (
          <Cell column={column} head={at === props.head}>
            {at === props.head ? (props.total ?? t('ui.total')) : column.total}
          </Cell>
        ))}
      </tr>
    </tfoot>
  )
}

function Cell<Row>(props: { column: Column<Row>; head: boolean; children?: ComponentChildren }) {
  const { column } = props
  if (props.head) {
    return (
      <th role="rowheader" scope="row" class={classes(column)}>
        {props.children}
      </th>
    )
  }
  const { children } = props
  const empty = children === undefined || children === null || children === '' || children === false
  return (
    <td role="cell" class={classes(column)} data-l={column.hideLabel ? undefined : column.label}>
      {empty ? null : column.kind === 'number' ? <span>{props.children}</span> : props.children}
    </td>
  )
}

function classes<Row>(column: Column<Row>): string | undefined {
  const names = [
    column.kind === 'number' && 'nc-n',
    column.kind === 'bar' && 'nc-barcol',
    column.slot && 'nc-slot',
    column.full && 'nc-full',
  ].filter(Boolean)
  return names.length > 0 ? names.join(' ') : undefined
}

function rowClass(look: 'open' | 'leaf' | undefined): string | undefined {
  return look === 'leaf' ? 'is-open is-leaf' : look && 'is-open'
}
