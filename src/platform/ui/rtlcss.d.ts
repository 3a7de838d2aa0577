// SPDX-License-Identifier: EUPL-1.2
// The package brings no types; this is all we use of it.
declare module 'rtlcss' {
  const rtlcss: { process(css: string): string }
  export default rtlcss
}
