// SPDX-License-Identifier: EUPL-1.2
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const database = ['./test/support/cluster.ts']
const browser = ['./test/support/browser.ts']
const slow = { testTimeout: 30_000, hookTimeout: 60_000 }
const slowest = { testTimeout: 120_000, hookTimeout: 120_000 }

/** Each is many of a kind: attacks, damage, whole registers, files of any sort. `npm run check` leaves them to `npm test`. */
const long = ['src/**/*.long.test.ts']
/** The rules, and beside the code what `apart` names: tests that need a database or published data, or take long. */
const rules = ['src/**/*.test.{ts,tsx}', 'test/*.test.ts']
const apart = ['**/*.{routes,store,reference,long}.test.{ts,tsx}']
const routes = ['src/**/*.{routes,store}.test.{ts,tsx}']
const house = ['test/routes/*.test.ts', 'src/app/**/*.{routes,store}.test.{ts,tsx}']
const journeys = ['test/journeys/*.test.ts']

/** What takes longest, in this order: begun last, one of them would leave a worker waiting for it alone. */
const LONGEST = [
  'journeys/newcomer',
  'journeys/accessibility-states',
  'journeys/accessibility',
  'journeys/kill',
  'journeys/',
  'routes/role-matrix',
  'routes/canary',
  '.long.test',
  'import/import',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex(part => moduleId.includes(`/${part}`))
      return at < 0 ? LONGEST.length : at
    }
    // A worker that has loaded a project goes on with its files; the next project is loaded when they are done.
    const projects = ['whole', 'inner', 'house', 'long', 'journeys', 'routes', 'reference', 'rules']
    const place = ({ project }: TestSpecification) => projects.indexOf(project.name)
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b) || rank(a) - rank(b))
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    pool: 'forks',
    // One more than there are cores, up to four: tests wait for a browser half of their time, for the database a third.
    maxWorkers: Math.min(4, availableParallelism() + 1),
    sequence: { sequencer: LongestFirst },
    isolate: false, // no test changes a module, and loading the whole house again for each file took half of the time
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: rules,
          exclude: apart,
          testTimeout: 30_000, // tests that read every source take their time on a busy machine
        },
      },
      {
        extends: true,
        test: {
          name: 'routes',
          include: routes,
          exclude: ['src/app/**'],
          globalSetup: database,
          ...slow,
        },
      },
      {
        // What only the whole house together can be held to: the role matrix, canaries, erasure, backup, the demo region.
        extends: true,
        test: {
          name: 'house',
          include: house,
          globalSetup: database,
          ...slowest,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: journeys,
          globalSetup: [...database, ...browser],
          ...slowest,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: long,
          globalSetup: database,
          ...slowest,
        },
      },
      {
        // Rules and routes as one, for `npm run check`: a worker loads the house once, whatever it tests.
        extends: true,
        test: {
          name: 'inner',
          include: rules,
          exclude: ['**/*.{reference,long}.test.{ts,tsx}', 'src/app/**/*.{routes,store}.test.{ts,tsx}'],
          globalSetup: database,
          ...slow,
        },
      },
      {
        // Everything above as one, for `npm test`.
        extends: true,
        test: {
          name: 'whole',
          include: [...rules, 'test/{routes,journeys}/*.test.ts'],
          exclude: ['**/*.reference.test.{ts,tsx}'],
          globalSetup: [...database, ...browser],
          ...slowest,
        },
      },
      {
        extends: true,
        test: {
          name: 'reference',
          include: ['src/**/*.reference.test.{ts,tsx}', 'test/reference/*.test.ts'],
          globalSetup: [...database, ...browser],
          ...slow,
        },
      },
    ],
  },
})
