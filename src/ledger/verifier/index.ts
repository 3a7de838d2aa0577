// SPDX-License-Identifier: EUPL-1.2
// What a page, a command line or a third party needs of the verifier.
export { verify, type Exit, type Result, type Summary } from './verify.ts'
export type { ActName, Finding } from './findings.ts'
export { fill, findingTexts, sentence, type FindingCode, type Language } from './texts.ts'
