// SPDX-License-Identifier: EUPL-1.2
import { defineConfig } from 'vitest/config'

const database = ['./test/support/cluster.ts']
const slow = { testTimeout: 30_000, hookTimeout: 60_000 }

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    isolate: false, // no test changes a module, and loading the whole house again for each file took half of the time
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts'],
          exclude: ['**/*.{routes,store,reference}.test.{ts,tsx}'],
          testTimeout: 30_000, // tests that read every source take their time on a busy machine
        },
      },
      {
        extends: true,
        test: {
          name: 'routes',
          include: ['src/**/*.{routes,store}.test.{ts,tsx}'],
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
          include: ['test/routes/*.test.ts', 'src/app/**/*.{routes,store}.test.{ts,tsx}'],
          globalSetup: database,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/*.test.ts'],
          globalSetup: database,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'reference',
          include: ['src/**/*.reference.test.{ts,tsx}', 'test/reference/*.test.ts'],
          globalSetup: database,
          ...slow,
        },
      },
    ],
  },
})
