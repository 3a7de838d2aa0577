// SPDX-License-Identifier: EUPL-1.2
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { transform } from 'lightningcss'
import { PurgeCSS } from 'purgecss'
import rtlcss from 'rtlcss'

/** Elements that browsers or the renderer put on a page without their name standing in a page file. */
const always = ['html', 'head', 'body', 'title', 'tbody', 'thead', 'tfoot']

/** Bootstrap Italia, reduced to what pages use, in a layer below our own rules; once for each direction. */
export async function buildStylesheets(given: {
  packages: string
  selectors: ReadonlySet<string>
  fonts: string
  own: string
}): Promise<{ ltr: Buffer; rtl: Buffer }> {
  const raw = await readFile(path.join(given.packages, 'bootstrap-italia/dist/css/bootstrap-italia.min.css'), 'utf8')
  const selectors = new Set([...given.selectors, ...always])
  const [purged] = await new PurgeCSS().purge({
    content: [{ raw: '', extension: 'tsx' }],
    css: [{ raw: withoutFonts(raw) }],
    safelist: { standard: [...selectors] },
    variables: true,
    keyframes: true,
    fontFace: true,
  })
  const base = purged?.css ?? ''
  // Our own rules are logical and need no mirror; only Bootstrap Italia's are turned round.
  const sheet = (reduced: string) => minified(`${given.fonts}@layer bi{${reduced}}\n${given.own}`)
  return { ltr: sheet(base), rtl: sheet(rtlcss.process(base)) }
}

function withoutFonts(css: string): string {
  return css.replaceAll(/@font-face\{[^}]*\}/g, '').replaceAll(/@charset[^;]*;/g, '')
}

function minified(css: string): Buffer {
  return Buffer.from(transform({ filename: 'nc.css', code: Buffer.from(css), minify: true, errorRecovery: true }).code)
}
