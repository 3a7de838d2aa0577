// SPDX-License-Identifier: EUPL-1.2
// What no form of ours sends and no field should have to think of. PostgreSQL keeps no NUL in a text, and a box of a date
// holds one thing: whoever sends two means the first.

const DATE_BOX = /-(?:day|month|year)$/

const withoutNul = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('\u0000', '')
  return Array.isArray(value) ? value.map(withoutNul) : value
}

/** The body of a form without NULs, and with one value in each box of a date. Anything else stays as it came. */
export function cleanBody(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const one: unknown = DATE_BOX.test(name) && Array.isArray(value) ? value[0] : value
      return [withoutNul(name) as string, withoutNul(one)]
    }),
  )
}
