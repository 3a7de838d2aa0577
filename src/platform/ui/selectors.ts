// SPDX-License-Identifier: EUPL-1.2
/**
 * What pages may ask of Bootstrap Italia: their elements, and the words inside class attributes and look-up tables of
 * classes. Taking every word of the source, as purgecss does by default, keeps ".card" because a comment says card.
 */
export function selectorsIn(source: string): Set<string> {
  const found = new Set<string>()
  for (const [, element] of source.matchAll(/<([a-z][a-z0-9]*)[\s/>]/g)) if (element) found.add(element)
  for (const [, plain, computed] of source.matchAll(/\bclass=(?:"([^"]*)"|\{([^}]*)\})/g)) {
    for (const word of (plain ?? computed ?? '').match(/[\w-]+/g) ?? []) found.add(word)
  }
  for (const [word] of source.matchAll(/\b(?:btn|visually|d|w|m[trblxye]?|p[trblxye]?)-[a-z0-9-]+/g)) found.add(word)
  return found
}
