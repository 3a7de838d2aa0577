// SPDX-License-Identifier: EUPL-1.2
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { addressOf } from './asset-files.ts'

type Face = {
  family: string
  weight: string
  file: string
  range: string
  preload?: 'ltr' | 'rtl'
}

const latin =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD'
const latinExt =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF'
const arabic = 'U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200E,U+FB50-FDFF,U+FE70-FEFC'
const ethiopic = 'U+1200-137F,U+1380-139F,U+2D80-2DDF,U+AB00-AB2F'

// Each browser fetches only the ranges a page uses: an Italian page never downloads Arabic.
const faces: readonly Face[] = [
  ...['400', '600', '700'].flatMap(weight => [
    titillium(weight, 'latin', latin),
    titillium(weight, 'latin-ext', latinExt),
  ]),
  noto('400', '400', 'rtl'),
  // One bold file for 600 and 700: Arabic bold is 50 kB, and emphasis there never rests on weight alone.
  noto('600 700', '700'),
  // Names in Tigrinya and Amharic; one file, since they stand beside Latin ones and never carry emphasis.
  {
    family: 'Noto Sans Ethiopic',
    weight: '400 700',
    file: '@fontsource/noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic-400-normal.woff2',
    range: ethiopic,
  },
]

function titillium(weight: string, subset: string, range: string): Face {
  const file = `@fontsource/titillium-web/files/titillium-web-${subset}-${weight}-normal.woff2`
  const preload = subset === 'latin' && weight === '400' ? { preload: 'ltr' as const } : {}
  return { family: 'Titillium Web', weight, file, range, ...preload }
}

function noto(weight: string, cut: string, preload?: 'rtl'): Face {
  const file = `@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-${cut}-normal.woff2`
  return { family: 'Noto Sans Arabic', weight, file, range: arabic, ...(preload ? { preload } : {}) }
}

export type Fonts = { css: string; files: Map<string, Buffer>; preload: { ltr: string[]; rtl: string[] } }

export async function loadFonts(packages: string): Promise<Fonts> {
  const fonts: Fonts = { css: '', files: new Map(), preload: { ltr: [], rtl: [] } }
  const bodies = await Promise.all(faces.map(face => readFile(path.join(packages, face.file))))
  faces.forEach((face, at) => {
    const body = bodies[at]
    if (!body) return
    const url = addressOf(path.basename(face.file), body)
    fonts.files.set(url, body)
    if (face.preload) fonts.preload[face.preload].push(url)
    fonts.css += `@font-face{font-family:"${face.family}";font-style:normal;font-weight:${face.weight};font-display:swap;src:url(${url}) format("woff2");unicode-range:${face.range}}\n`
  })
  return fonts
}
