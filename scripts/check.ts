// SPDX-License-Identifier: EUPL-1.2
// The developer's inner loop: types, lint, format, and the rules, architecture, docs and routes tests, side by side.
import { spawn } from 'node:child_process'

const node = process.execPath
const onlyStatic = process.argv.includes('--static')
/** What the compiler knows of files that have not changed since the last check. */
const KEPT = 'node_modules/.cache/nuove-comunita/types.tsbuildinfo'
const steps: readonly (readonly [string, readonly string[]])[] = [
  ['types', [node, 'node_modules/typescript/bin/tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', KEPT]],
  ['lint', [node, 'node_modules/oxlint/bin/oxlint', 'src', 'test', 'scripts', 'bench']],
  ['format', [node, 'node_modules/@biomejs/biome/bin/biome', 'format', '.']],
  ['tests', [node, 'node_modules/vitest/vitest.mjs', 'run', '--project', 'inner', ...process.argv.slice(2)]],
]

function run(
  name: string,
  [command, ...args]: readonly string[],
): Promise<{ name: string; ok: boolean; output: string; seconds: number }> {
  const started = performance.now()
  return new Promise(resolve => {
    const child = spawn(command ?? '', args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0' },
    })
    let output = ''
    child.stdout.on('data', chunk => (output += chunk))
    child.stderr.on('data', chunk => (output += chunk))
    child.on('exit', code => resolve({ name, ok: code === 0, output, seconds: (performance.now() - started) / 1000 }))
  })
}

const started = performance.now()
const results = await Promise.all(steps.filter(([name]) => !onlyStatic || name !== 'tests').map(step => run(...step)))
for (const { name, ok, output, seconds } of results) {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} ${seconds.toFixed(1)} s`)
  if (!ok || name === 'tests') console.log(output)
}
console.log(`check: ${((performance.now() - started) / 1000).toFixed(1)} s`)
process.exit(results.every(result => result.ok) ? 0 : 1)
