// SPDX-License-Identifier: EUPL-1.2
import { encode } from 'uqr'

/** The dark modules of a QR code as one SVG path, row by row. Drawn on this server: no secret goes to another service. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const runs = data.flatMap((row, y) => {
    const marks: string[] = []
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const start = x
      while (row[x + 1]) x++
      marks.push(`M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`)
    }
    return marks
  })
  return { size, path: runs.join('') }
}

/** A QR code for a phone's camera; `label` says what it opens, for whoever does not see it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = qrPath(text)
  return (
    <svg class="nc-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={path} fill="#000" />
    </svg>
  )
}
