// SPDX-License-Identifier: EUPL-1.2
// Closed shapes of JSON values: an unknown member is refused like a wrong one. The types follow from the shapes.
import { JsonError, type Json, type Trail } from './json.ts'

/** Throws unless the value fits; the second member only carries the type. */
export type Shape<T> = { check: (value: Json | undefined, trail: Trail) => void; readonly type?: T }
export type Of<S> = S extends Shape<infer T> ? T : never

function shape<T>(fits: (value: Json | undefined, trail: Trail) => boolean): Shape<T> {
  return {
    check: (value, trail) => {
      if (!fits(value, trail)) throw new JsonError('shape', trail)
    },
  }
}

export const text = (pattern = /^/): Shape<string> => shape(value => typeof value === 'string' && pattern.test(value))
export const count: Shape<number> = shape(value => Number.isSafeInteger(value) && Number(value) >= 0)
export const only = <T extends Json>(constant: T): Shape<T> => shape(value => value === constant)
export const scalar: Shape<string | number | boolean | null> = shape(
  value => value === null || (value !== undefined && typeof value !== 'object'),
)

export const nullable = <T>(inner: Shape<T>): Shape<T | null> => ({
  check: (value, trail) => value === null || inner.check(value, trail),
})

export const list = <T>(inner: Shape<T>): Shape<T[]> =>
  shape((value, trail) => {
    if (!Array.isArray(value)) return false
    for (const [i, item] of value.entries()) inner.check(item, [...trail, i])
    return true
  })

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const record = <T>(key: RegExp, inner: Shape<T>): Shape<Record<string, T>> =>
  shape((value, trail) => {
    if (!isObject(value)) return false
    for (const [name, item] of Object.entries(value)) {
      if (!key.test(name)) throw new JsonError('shape', [...trail, name])
      inner.check(item, [...trail, name])
    }
    return true
  })

export const object = <M extends Record<string, Shape<unknown>>>(members: M): Shape<{ [K in keyof M]: Of<M[K]> }> =>
  shape((value, trail) => {
    if (!isObject(value)) return false
    const unknown = Object.keys(value).find(name => !Object.hasOwn(members, name))
    if (unknown !== undefined) throw new JsonError('shape', [...trail, unknown])
    for (const [name, inner] of Object.entries(members)) inner.check(value[name], [...trail, name])
    return true
  })
