// SPDX-License-Identifier: EUPL-1.2
import { dayInRome, type Instant, timeInRome } from '#lib/civil-date.ts'
import { catalogueOf } from '../compose.ts'
import { consoleLanguage } from '../console-language.ts'

/** Texts of the catalogues in the language of this console. */
export const consoleText = () => catalogueOf().translator(consoleLanguage(process.env))

/** An instant as whoever reads the console would write it down: the day and the minute here. */
export const clock = (at: Instant): string => `${dayInRome(at)} ${timeInRome(at)}`
