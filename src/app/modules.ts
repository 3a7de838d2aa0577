// SPDX-License-Identifier: EUPL-1.2
// Every slice, from low to high. The order of imports in code and of references in SQL is this order.
import { module as cpi } from '#cpi/module.ts'
import { module as ledger } from '#ledger/module.ts'
import { module as network } from '#network/module.ts'
import { module as placements } from '#placements/module.ts'
import { module as plans } from '#plans/module.ts'
import type { Module } from '#platform/module.ts'
import { module as portal } from '#portal/module.ts'
import { module as programmes } from '#programmes/module.ts'
import { module as registry } from '#registry/module.ts'
import { module as skills } from '#skills/module.ts'
import { module as app } from './module.ts'

export const modules: readonly Module[] = [
  ledger,
  registry,
  network,
  skills,
  plans,
  placements,
  cpi,
  programmes,
  portal,
  app,
]
