// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type Violation = { id: string; nodes: { target: unknown; failureSummary?: string }[] }
type Axe = { run(root: unknown, options: unknown): Promise<{ violations: Violation[] }> }

/** Has axe at hand on every page of a window from the start: half the work where one page after the other is looked at. */
export const haveAxeAtHand = (context: BrowserContext): Promise<unknown> => context.addInitScript({ content: source })

/** What axe finds against WCAG 2.2 AA on the page as it stands: one line for each element, none when all is well. */
export async function violations(page: Page): Promise<readonly string[]> {
  // Evaluated through the debugger, so that the page's own content security policy stays as strict as it is.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source)
  const found = await page.evaluate(async levels => {
    const axe = (globalThis as unknown as { axe: Axe }).axe
    // What passes is not asked for in detail, and no rule of these levels reads style sheets a second time.
    const options = { resultTypes: ['violations'], preload: false, runOnly: { type: 'tag', values: levels } }
    const { violations } = await axe.run(document, options)
    return violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(node => ({ target: node.target, failureSummary: node.failureSummary ?? '' })),
    }))
  }, LEVELS)
  return found.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary.replaceAll(/\s+/g, ' ')}`),
  )
}

/** Whether the page can be scrolled sideways: nothing may be wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
