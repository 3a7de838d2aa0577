// SPDX-License-Identifier: EUPL-1.2
// Protection against forged requests without tokens in pages: the browser says where a request comes from.
// OWASP CSRF cheat sheet, "Fetch Metadata headers", with the Origin header for browsers that do not send them.

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request may change something, judged by where it says it comes from.
 * A request of a browser always carries one of the two headers when it posts; one without both comes from a program,
 * which holds no cookie of a visitor unless it was given one on purpose.
 * @param host the host of this installation as the client called it
 */
export function isSameOrigin(method: string, headers: Headers, host: string | undefined): boolean {
  if (SAFE.has(method)) return true
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = headers['origin']
  if (origin === undefined) return headers['cookie'] === undefined
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false
  return new URL(origin).host === host
}
