// SPDX-License-Identifier: EUPL-1.2
// In which language the program speaks on a console: that of the machine, where it is one of ours, else Italian.
import { isLanguage, type Language } from '#platform/i18n/catalogue.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** POSIX: LC_ALL overrides LC_MESSAGES, which overrides LANG; "it_IT.UTF-8" is Italian, "C" is no language. */
export function consoleLanguage(env: Environment): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(value => value !== undefined && value !== '')
  const language = locale?.split(/[_.@-]/)[0]?.toLowerCase()
  return isLanguage(language) ? language : 'it'
}
