// SPDX-License-Identifier: EUPL-1.2
/** The eight stations from interview to job, in the order of the path: the product's one measure of progress. Never a ninth. */
export const stations = ['interview', 'profile', 'plan', 'measures', 'cpi', 'internship', 'job', 'follow-up'] as const

export type Station = (typeof stations)[number]

/** `wait`: someone else has the ball. Several stations may be `now` or `wait`; order never implies a lock. */
export type StationState = 'done' | 'now' | 'wait' | 'next'
