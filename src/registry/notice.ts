// SPDX-License-Identifier: EUPL-1.2
// The privacy notice (GDPR art. 12–14): given at intake, in a language she understands, and recorded.
import { ageOn, type CivilDate } from '#lib/civil-date.ts'

/** Changes whenever the words of the notice change; the record names the version that was given. */
export const NOTICE_VERSION = '2026-11'

export const noticeLanguages = ['it', 'en', 'fr', 'ar'] as const
export type NoticeLanguage = (typeof noticeLanguages)[number]

/** Not written yet: an interpreter is needed, and the page says so. */
export const comingLanguages = ['uk', 'ur', 'bn', 'es', 'sq', 'zh', 'ti', 'so'] as const

export const manners = ['read-aloud', 'on-paper', 'on-screen'] as const
export type Manner = (typeof manners)[number]

/** The parts of the notice, in order. */
export const noticeParts = ['who', 'why', 'what', 'seen-by', 'how-long', 'rights', 'questions'] as const

const ADULT = 18

/** For a minor the notice goes to the guardian as well, and the guardian signs. Unknown age counts as adult. */
export const needsGuardian = (birthDate: CivilDate | undefined, today: CivilDate): boolean =>
  birthDate !== undefined && ageOn(birthDate, today) < ADULT
