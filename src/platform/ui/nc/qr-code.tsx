// SPDX-License-Identifier: EUPL-1.2
import { encode } from 'uqr'

/** A QR code as one path: small, sharp at every size, dark on white whatever the theme. `label` says what it holds. */
export function QrCode(props: { text: string; label: string }) {
  const { data, size } = encode(props.text, { border: 0 })
  const dark = data.flatMap((row, y) => row.map((module, x) => (module ? `M${x} ${y}h1v1h-1z` : '')))
  return (
    <svg class="nc-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={props.label} shape-rendering="crispEdges">
      <path d={dark.join('')} fill="#17324d" />
    </svg>
  )
}
