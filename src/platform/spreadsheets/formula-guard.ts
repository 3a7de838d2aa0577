// SPDX-License-Identifier: EUPL-1.2
// Text that a spreadsheet would run as a formula when somebody opens our export. OWASP "CSV Injection": an apostrophe in
// front keeps it text. A phone number with its plus and a plain number are not formulas and stay as they are.

const DANGEROUS = /^[\s\u0000]*[=+\-@\t\r\n|\uFF1D\uFF0B\uFF0D\uFF20]/
const HARMLESS = /^[+-]?\d[\d .,/()-]*$/

export function neutralise(text: string): string {
  return DANGEROUS.test(text) && !HARMLESS.test(text) ? `'${text}` : text
}

/** Takes the apostrophe of `neutralise` off again, so that an exported file can be imported without gaining characters. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && neutralise(text.slice(1)) === text ? text.slice(1) : text
}
