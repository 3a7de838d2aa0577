// SPDX-License-Identifier: EUPL-1.2
// How often one may try, as pure rules. What they protect, in this order:
//   1. nobody guesses a password, a code or a PIN;
//   2. nobody who only knows an e-mail address can lock its owner out.
// So nothing ever blocks an account as a whole. Attempts are counted in three places:
//   own      this account from this browser (one that has signed in before) or else from this address: a short wait
//   address  everything from this address, browsers that have signed in before excepted: a wait for that address
//   account  everything aimed at this account by browsers it does not know: no wait, but the account is *guarded* –
//            the password is not answered by itself any more, the second factor is asked in any case, and one answer
//            is given to both together. The owner gets in as always; a guesser learns nothing about the password.
import type { Instant } from '#lib/civil-date.ts'

/** Attempts in one place since the last that succeeded. */
export type Tally = { readonly attempts: number; readonly firstAt: Instant; readonly lastAt: Instant }

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Attempts that cost nothing: everybody mistypes. */
export const FREE_ATTEMPTS = 5
export const LONGEST_WAIT_MS = 15 * MINUTE
/** After this long without an attempt a place starts from zero. */
const OWN_FORGETS_MS = 1 * HOUR
export const ADDRESS_LIMIT = 60
const ADDRESS_WINDOW_MS = 15 * MINUTE
export const GUARD_FROM = 20
const GUARD_WINDOW_MS = 1 * HOUR

const ms = (instant: Instant): number => Date.parse(instant)

/** Whether a tally still counts, or is old enough to begin anew. */
function fresh(tally: Tally | undefined, now: Instant, forgetsMs: number): Tally | undefined {
  return tally && ms(now) - ms(tally.lastAt) < forgetsMs ? tally : undefined
}

/** One, two, four, eight, fifteen minutes after the fifth, sixth, … failed attempt. */
export function waitAfter(attempts: number): number {
  return attempts < FREE_ATTEMPTS ? 0 : Math.min(LONGEST_WAIT_MS, MINUTE * 2 ** (attempts - FREE_ATTEMPTS))
}

/** Milliseconds until the next attempt from this place is looked at; 0 = now. */
export function ownWait(tally: Tally | undefined, now: Instant): number {
  const live = fresh(tally, now, OWN_FORGETS_MS)
  return live ? Math.max(0, ms(live.lastAt) + waitAfter(live.attempts) - ms(now)) : 0
}

/** Milliseconds until this address may try again; a window of a quarter of an hour from its first failure. */
export function addressWait(tally: Tally | undefined, now: Instant): number {
  if (!tally || tally.attempts < ADDRESS_LIMIT) return 0
  return Math.max(0, ms(tally.firstAt) + ADDRESS_WINDOW_MS - ms(now))
}

/** Whether so many strangers tried this account that its password is no longer answered alone. */
export function isGuarded(tally: Tally | undefined, now: Instant): boolean {
  const live = fresh(tally, now, GUARD_WINDOW_MS)
  return live !== undefined && live.attempts >= GUARD_FROM
}

/** Attempts after which a tally is forgotten and begins at one, by the kind of place. */
const forgets: Readonly<Record<Place, (tally: Tally, now: Instant) => boolean>> = {
  own: (tally, now) => ms(now) - ms(tally.lastAt) >= OWN_FORGETS_MS,
  address: (tally, now) => ms(now) - ms(tally.firstAt) >= ADDRESS_WINDOW_MS,
  account: (tally, now) => ms(now) - ms(tally.lastAt) >= GUARD_WINDOW_MS,
}

export type Place = 'own' | 'address' | 'account'

/** The tally after one more attempt. It is written before the secret is looked at, so that parallel guesses count too. */
export function oneMore(place: Place, tally: Tally | undefined, now: Instant): Tally {
  if (!tally || forgets[place](tally, now)) return { attempts: 1, firstAt: now, lastAt: now }
  return { attempts: tally.attempts + 1, firstAt: tally.firstAt, lastAt: now }
}

export type Tallies = { readonly own?: Tally; readonly address?: Tally; readonly account?: Tally }

/** open: as usual · guarded: answer only together with the second factor · wait: not now, and for how long. */
export type Verdict =
  | { readonly kind: 'open' }
  | { readonly kind: 'guarded' }
  | { readonly kind: 'wait'; readonly waitMs: number }

/** The rule of signing in. A browser that the account knows is bound by its own failures only. */
export function verdictOn(tallies: Tallies, knownBrowser: boolean, now: Instant): Verdict {
  const waitMs = Math.max(ownWait(tallies.own, now), knownBrowser ? 0 : addressWait(tallies.address, now))
  if (waitMs > 0) return { kind: 'wait', waitMs }
  return !knownBrowser && isGuarded(tallies.account, now) ? { kind: 'guarded' } : { kind: 'open' }
}

/** PIN: ten thousand possibilities and more, so few tries. */
export const PIN_FREE_ATTEMPTS = 5
/** From here on the PIN is dead; she chooses a new one with a new link. */
export const PIN_LAST_ATTEMPT = 20

/** Whether a PIN may be tried now: after five wrong ones a quarter of an hour, after each five more twice as long. */
export function pinIsLocked(wrong: number, wrongAt: Instant | undefined, now: Instant): boolean {
  if (wrong < PIN_FREE_ATTEMPTS || wrongAt === undefined) return false
  if (wrong >= PIN_LAST_ATTEMPT) return true
  const rounds = Math.floor(wrong / PIN_FREE_ATTEMPTS) - 1
  // Only the fifth, tenth, … wrong try starts a wait; in between there are free ones.
  return wrong % PIN_FREE_ATTEMPTS === 0 && ms(now) - ms(wrongAt) < 15 * MINUTE * 2 ** rounds
}
