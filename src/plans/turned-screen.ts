// SPDX-License-Identifier: EUPL-1.2
import type { Answer } from '#platform/http/answer.ts'
import { directionOf, isLanguage } from '#platform/i18n/catalogue.ts'

/** The language of a page for her: hers where the product speaks it, else Italian. */
export const spokenLanguage = (lang: string): 'it' | 'en' | 'fr' | 'ar' => (isLanguage(lang) ? lang : 'it')

/**
 * The same answer in the person's language, for the one page in which the operator's screen is hers. The operator's own
 * language is not touched: his next page is in it again. Who is signed in is left out, so that the page shows her frame.
 */
export function turned(answer: Answer, lang: 'it' | 'en' | 'fr' | 'ar'): Answer {
  if (answer.kind !== 'page') return answer
  const { draw } = answer
  return {
    ...answer,
    draw: view => draw({ ...view, lang, dir: directionOf(lang), t: view.translatorFor?.(lang) ?? view.t }),
  }
}
