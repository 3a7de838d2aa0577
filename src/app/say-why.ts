// SPDX-License-Identifier: EUPL-1.2
import { Refusal } from '#lib/refusal.ts'

/**
 * Runs a program. What keeps it from starting is told in the language of the console; only a defect shows its trace. The
 * texts are loaded when they are needed: a start that goes well does not wait for them.
 */
export async function orSayWhy(program: () => Promise<unknown>): Promise<void> {
  try {
    await program()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { consoleText } = await import('./commands/console-text.ts')
    console.error(`\n${consoleText()(error.code, { ...error.params })}\n`)
    process.exit(1)
  }
}
