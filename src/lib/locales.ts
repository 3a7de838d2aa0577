// SPDX-License-Identifier: EUPL-1.2
// Which tables of the runtime write figures and dates in each of our languages: western digits in all of them.

/** ar-MA groups figures as Italian papers do. */
export const numberLocale: Readonly<Record<string, string>> = {
  it: 'it-IT',
  en: 'en-GB',
  fr: 'fr-FR',
  ar: 'ar-MA-u-nu-latn',
}

/** The month names of ar-MA differ from those our readers know, so dates use plain ar. */
export const dateLocale: Readonly<Record<string, string>> = { ...numberLocale, ar: 'ar-u-nu-latn' }
