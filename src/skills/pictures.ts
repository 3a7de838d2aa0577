// SPDX-License-Identifier: EUPL-1.2
// Names of the pictograms. The drawings are in pictogram.page.tsx; a test holds the two together.

/** Work a picture can start a memory of. Never more than eight on a screen (Competence Cards: people stop choosing). */
export const workPictures = [
  'sewing',
  'cooking',
  'cleaning',
  'farming',
  'building',
  'driving',
  'caring',
  'selling',
] as const
export type WorkPicture = (typeof workPictures)[number]

/** What people do without pay and rarely call a skill. */
export const lifePictures = [
  'cooking',
  'caring',
  'sewing',
  'repairing',
  'farming',
  'computer',
  'organising',
  'interpreting',
] as const
export type LifePicture = (typeof lifePictures)[number]

export const signPictures = [
  'person',
  'permit',
  'speech',
  'listening',
  'book',
  'pen',
  'numbers',
  'phone',
  'school',
  'document',
  'calendar',
  'place',
  'clock',
  'bus',
  'star',
  'tools',
  'handshake',
] as const

export const pictures = [...new Set([...workPictures, ...lifePictures, ...signPictures])]
export type Picture = WorkPicture | LifePicture | (typeof signPictures)[number]
