// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

/** Addresses of what goes across all slices. */
export const paths = {
  privacy: path('/people/:person/privacy'),
  copy: path('/people/:person/privacy/copy'),
  erase: path('/people/:person/privacy/erase'),
  translations: path('/admin/translations'),
  demo: path('/demo'),
  demoHerself: path('/demo/herself'),
} as const
