// SPDX-License-Identifier: EUPL-1.2
import type { Database } from '#platform/db/scope.ts'
import type { Module } from '#platform/module.ts'

/** Runs the regular work of every slice, each on its own rhythm and never twice at a time in this process. */
export function startTicks(
  db: Database,
  modules: readonly Module[],
  onError: (name: string, error: unknown) => void,
): { stop(): Promise<void> } {
  const running = new Map<string, Promise<void>>()
  const timers = modules
    .flatMap(module => module.ticks ?? [])
    .map(tick =>
      setInterval(() => {
        if (running.has(tick.name)) return
        const run = tick
          .run(db)
          .catch(error => onError(tick.name, error))
          .finally(() => running.delete(tick.name))
        running.set(tick.name, run)
      }, tick.everySeconds * 1000),
    )
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running.values())
    },
  }
}
