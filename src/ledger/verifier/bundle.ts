// SPDX-License-Identifier: EUPL-1.2
// The bundle: one canonical JSON document of closed shape.
import type { Json } from './json.ts'
import { count, list, nullable, object, only, record, scalar, text, type Of } from './shape.ts'

export const FORMAT = 'nuove-comunita/bundle/v1'
export const parts = ['acts', 'checkpoint', 'header', 'keys', 'manifest', 'report', 'signature', 'tree'] as const
export type Part = (typeof parts)[number]
export const hashedParts = ['checkpoint', 'header', 'keys', 'report', 'tree'] as const
export const figureNames = ['heads', 'women', 'men', 'people', 'meetings', 'minutes'] as const
export type FigureName = (typeof figureNames)[number]

const base64 = text(/^[A-Za-z0-9+/]+={0,2}$/)
const hash = text(/^[0-9a-f]{64}$/)
const uuid = text(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const keyId = text(/^[0-9a-f]{16}$/)
const typeNames = list(text(/^[a-z][a-z0-9.-]*$/))
const day = text(/^\d{4}-\d{2}-\d{2}$/)
const fieldName = /^[a-zA-Z][a-zA-Z0-9]*$/

const event = object({
  v: only(1),
  net: uuid,
  org: uuid,
  seq: count,
  type: text(/^[a-z][a-z0-9.-]*$/),
  at: day,
  actorRole: text(),
  subjectRef: nullable(uuid),
  programme: nullable(uuid),
  /** Field name → SHA-256 leaf in hexadecimal. */
  fields: record(fieldName, hash),
})
const opening = object({ event, fields: record(fieldName, object({ salt: base64, value: scalar })), salt: base64 })
/** `index` is the place in the register; null while the register has not taken the act in yet. */
const act = object({ entry: base64, index: nullable(count), opening: nullable(opening) })
const header = object({
  exportedAt: text(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/),
  exportedBy: keyId,
  format: only<string>(FORMAT),
  network: uuid,
  networkName: text(),
  origin: text(),
})
const report = object({
  title: text(),
  programme: nullable(uuid),
  asOf: day,
  from: nullable(day),
  until: nullable(day),
  /** Types of the acts that count as what. */
  counting: object({ hours: typeNames, heads: typeNames, undo: typeNames, links: typeNames }),
  figures: record(new RegExp(`^(?:${figureNames.join('|')})$`), count),
  byOrganisation: list(object({ organisation: uuid, minutes: count, people: count })),
  byMeasure: list(object({ measure: text(), minutes: count })),
})
const bundle = object({
  acts: list(act),
  checkpoint: text(),
  header,
  keys: object({
    log: text(),
    organisations: list(object({ id: keyId, name: text(), organisation: uuid, vkey: text() })),
  }),
  manifest: object({
    acts: list(text(/^[0-9a-f]{16}\/[1-9]\d*\/[0-9a-f]{64}$/)),
    parts: object({ checkpoint: hash, header: hash, keys: hash, report: hash, tree: hash }),
  }),
  report,
  signature: base64,
  tree: object({ nodes: list(base64) }),
})

export type Event = Of<typeof event>
export type Opening = Of<typeof opening>
export type Act = Of<typeof act>
export type Report = Of<typeof report>
export type Bundle = Of<typeof bundle>

/** The value as a bundle, or an error that says where it is not one. */
export function asBundle(value: Json): Bundle {
  bundle.check(value, [])
  return value as unknown as Bundle
}
