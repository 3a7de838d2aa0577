// SPDX-License-Identifier: EUPL-1.2
// What the application may use of the portal; no slice is above it.
export { paths } from './portal.paths.ts'
