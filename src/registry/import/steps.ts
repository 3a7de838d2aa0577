// SPDX-License-Identifier: EUPL-1.2
// Long work is written as a generator that yields how far it is, so that whoever runs it decides about pauses.

/** Runs it without a pause. */
export function atOnce<Result>(steps: Generator<number, Result>): Result {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** Runs it with a pause after every step, told how far it is. */
export async function withPauses<Result>(
  steps: Generator<number, Result>,
  pause: (done: number) => Promise<void>,
): Promise<Result> {
  let step = steps.next()
  for (; !step.done; step = steps.next()) await pause(step.value)
  return step.value
}
