// SPDX-License-Identifier: EUPL-1.2

/** A civil date in the three boxes of a form. */
export function dateBoxes(name: string, date: string): Readonly<Record<string, string>> {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}
