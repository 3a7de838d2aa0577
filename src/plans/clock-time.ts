// SPDX-License-Identifier: EUPL-1.2
import type { MinuteOfDay } from './meeting.ts'

const SPELLINGS = [/^(\d{1,2})$/, /^(\d{1,2})[:.,h](\d{2})$/, /^(\d{2})(\d{2})$/]

/** Reads a time of day as people write it: "9", "9:00", "09.30", "9,30", "9h30", "0930"; "24:00" ends a day. */
export function parseClockTime(text: string): MinuteOfDay | undefined {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
  for (const pattern of SPELLINGS) {
    const match = pattern.exec(plain)
    if (!match) continue
    const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)]
    const minute = hours * 60 + minutes
    return minutes < 60 && minute <= 24 * 60 ? minute : undefined
  }
  return undefined
}

/** 9:00, 11:30: how times are written everywhere in the product, in every language. */
export const formatClockTime = (minute: MinuteOfDay): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
