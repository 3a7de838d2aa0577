// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { choice, optionalText } from '#platform/http/fields.ts'
import { manners, noticeLanguages } from './notice.ts'

export const GiveNotice = z.object({
  lang: choice(noticeLanguages, 'notice.lang'),
  manner: choice(manners, 'notice.manner'),
  guardianName: optionalText('name', 120),
})
export const NoticeQuery = z.object({ in: z.enum(noticeLanguages).optional().catch(undefined) })
