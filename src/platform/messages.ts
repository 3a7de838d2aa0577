// SPDX-License-Identifier: EUPL-1.2
// The texts of platform, by part.
import arAuth from './auth/messages/ar.json' with { type: 'json' }
import enAuth from './auth/messages/en.json' with { type: 'json' }
import frAuth from './auth/messages/fr.json' with { type: 'json' }
import itAuth from './auth/messages/it.json' with { type: 'json' }
import arHttp from './http/messages/ar.json' with { type: 'json' }
import enHttp from './http/messages/en.json' with { type: 'json' }
import frHttp from './http/messages/fr.json' with { type: 'json' }
import itHttp from './http/messages/it.json' with { type: 'json' }
import type { SliceMessages } from './i18n/catalogue.ts'
import arUi from './ui/messages/ar.json' with { type: 'json' }
import enUi from './ui/messages/en.json' with { type: 'json' }
import frUi from './ui/messages/fr.json' with { type: 'json' }
import itUi from './ui/messages/it.json' with { type: 'json' }

export const platformMessages: readonly (readonly [string, SliceMessages])[] = [
  ['http', { it: itHttp, en: enHttp, fr: frHttp, ar: arHttp }],
  ['auth', { it: itAuth, en: enAuth, fr: frAuth, ar: arAuth }],
  ['ui', { it: itUi, en: enUi, fr: frUi, ar: arUi }],
]
