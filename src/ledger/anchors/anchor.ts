// SPDX-License-Identifier: EUPL-1.2
// An anchor puts a head where its keeper cannot reach it: a file that is carried away, a time-stamping authority.
export type AnchorAnswer = { readonly holds: boolean; readonly at: string | undefined }

export type AnchorSink = {
  readonly name: string
  /** Anchors the signed head; answers what to keep beside it. */
  readonly submit: (note: string) => Promise<Uint8Array>
  /** Whether the reference anchors exactly this head, and since when. */
  readonly verify: (note: string, reference: Uint8Array) => Promise<AnchorAnswer>
}
