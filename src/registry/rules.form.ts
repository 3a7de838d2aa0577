// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'

export const RuleParams = z.object({ rule: z.string('rule.unknown').max(60, 'rule.unknown') })
