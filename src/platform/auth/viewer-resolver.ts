// SPDX-License-Identifier: EUPL-1.2
import type { Database } from '../db/scope.ts'
import type { ResolveViewer } from '../http/request-scope.ts'
import { personTokens } from './cookies.ts'
import { resolveSession, type SessionViewer } from './sessions.ts'

/** Under /my the person is asked for first, elsewhere the member of staff: one browser may hold both. */
const order = (path: string): readonly ('staff' | 'person')[] =>
  /^\/my(?:[/?]|$)/.test(path) ? ['person', 'staff'] : ['staff', 'person']

/** A session made by a signing code shows the one act it was made for, and nothing else of the person. */
export function mayShow(viewer: Pick<SessionViewer, 'signing'>, path: string): boolean {
  if (viewer.signing === undefined) return true
  const wanted = `/my/sign/${encodeURIComponent(viewer.signing.subject)}`
  const bare = path.split('?')[0] ?? ''
  return bare === wanted || bare.startsWith(`${wanted}/`)
}

/**
 * Who a request's cookies stand for: what platform/http asks before every page. A person's cookie may hold two tokens:
 * her own session, and one that a signing code opened; the second is asked only for the act it was made for.
 */
export function viewerResolver(db: Database): ResolveViewer {
  return async (tokens, now, path) => {
    const { own, signing } = personTokens(tokens.person)
    const candidates = { staff: [tokens.staff], person: isSigningPath(path) ? [signing, own] : [own] }
    for (const kind of order(path)) {
      for (const token of candidates[kind]) {
        const viewer = token ? await resolveSession(db, token, now) : undefined
        if (viewer && (viewer.role === 'person') === (kind === 'person') && mayShow(viewer, path)) return viewer
      }
    }
    return undefined
  }
}

const isSigningPath = (path: string): boolean => path.startsWith('/my/sign/')
