// SPDX-License-Identifier: EUPL-1.2
// Only a Region's own system speaks to the national node, so this is where the product ends: an adapter per region.
// None is configured out of the box; the job centre then downloads the file and loads it itself.

export type Problem = { readonly element: string; readonly message: string }

export type Delivery =
  | { readonly outcome: 'delivered'; readonly receipt: string }
  | { readonly outcome: 'rejected'; readonly problems: readonly Problem[] }
  /** No answer, or "later": to be tried again with the same message id. */
  | { readonly outcome: 'unavailable' }

export type RegionalSystem = {
  /** Name in the outbox, for instance 'sil-marche'. */
  readonly name: string
  /** Delivers one record. The same message id again must change nothing and give the same receipt. */
  deliver(message: { readonly id: string; readonly xml: string }): Promise<Delivery>
}
