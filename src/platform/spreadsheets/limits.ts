// SPDX-License-Identifier: EUPL-1.2
// What a file may weigh before we stop reading it. Whoever uploads a register is trusted; the file is not.

export type Limits = {
  readonly uploadBytes: number
  readonly unpackedBytes: number
  readonly cellLength: number
  readonly columns: number
  /** In all sheets together. */
  readonly rows: number
  readonly sheets: number
  readonly milliseconds: number
}

const MiB = 1024 * 1024

export const limits: Limits = {
  uploadBytes: 20 * MiB,
  unpackedBytes: 200 * MiB,
  cellLength: 32 * 1024,
  columns: 200,
  rows: 20_000,
  sheets: 50,
  milliseconds: 30_000,
}
