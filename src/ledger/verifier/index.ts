// SPDX-License-Identifier: EUPL-1.2
// What a page, a command line or a third party needs of the verifier.
export { verify, type Contents, type Exit, type Result } from './verify.ts'
export {
  fill,
  findingTexts,
  sentence,
  type ActName,
  type Finding,
  type FindingCode,
  type Language,
} from './findings.ts'
