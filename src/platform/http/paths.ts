// SPDX-License-Identifier: EUPL-1.2
// Addresses are written once, in a slice's paths file, and built from there: no address is put together by hand.

type Params<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Params<Rest>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never

export type Path<Pattern extends string> = {
  /** For the route: '/plans/:plan'. */
  readonly pattern: Pattern
  /** The address itself: `to({ plan: id })`. */
  to(...params: [Params<Pattern>] extends [never] ? [] : [Readonly<Record<Params<Pattern>, string>>]): string
}

export function path<const Pattern extends string>(pattern: Pattern): Path<Pattern> {
  return {
    pattern,
    to: (...[params]) =>
      pattern.replaceAll(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent((params as Record<string, string> | undefined)?.[name] ?? ''),
      ),
  }
}
