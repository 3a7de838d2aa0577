// SPDX-License-Identifier: EUPL-1.2
// Digits as other scripts write them: ٣, ৩ and 3 are one number.

const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6,
].concat(0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10)

/** The same text with every decimal digit as 0 to 9. */
export const plainDigits = (text: string): string =>
  text.replaceAll(/(?![0-9])\p{Nd}/gu, digit => {
    const code = digit.codePointAt(0) ?? 0
    const zero = ZEROS.find(each => code >= each && code < each + 10)
    return zero === undefined ? digit : String(code - zero)
  })
