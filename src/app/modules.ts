// SPDX-License-Identifier: EUPL-1.2
// Every slice, from low to high. The order of imports in code and of references in SQL is this order.
import type { Module } from '#platform/module.ts'

export const modules: readonly Module[] = []
