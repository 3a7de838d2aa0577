// SPDX-License-Identifier: EUPL-1.2
// The one place that knows the XML library.
import { XMLBuilder } from 'fast-xml-parser'
import type { SapNode } from './sap-record.ts'

/** XML 1.0 §2.2: these characters may not stand in a document at all, not even escaped. */
// oxlint-disable-next-line no-control-regex -- the control characters are what has to be found
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const builder = new XMLBuilder({ format: true, indentBy: '  ', processEntities: true, suppressEmptyNode: false })

type Plain = string | { [name: string]: Plain } | Plain[]

function plain(value: string | SapNode | readonly SapNode[]): Plain {
  if (typeof value === 'string') return value.replace(FORBIDDEN, '')
  if (Array.isArray(value)) return value.map(each => plain(each as SapNode))
  const entries = Object.entries(value as SapNode).flatMap(([name, each]) =>
    each === undefined ? [] : [[name, plain(each)] as const],
  )
  return Object.fromEntries(entries)
}

/** The document as bytes travel: declaration, UTF-8, every text escaped. */
export function sapXml(record: SapNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(builder.build(plain(record)))}`
}
