// SPDX-License-Identifier: EUPL-1.2
import type { FunctionComponent } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Sprite } from './nc/icon.tsx'
import { newPage, type Page, type ViewContext, withPage } from './page-context.tsx'

/** The whole document. The body is drawn first, because it says which title, icons, panels and islands it needs. */
export function renderPage<Props extends object>(
  component: FunctionComponent<Props>,
  props: Props,
  view: ViewContext,
): string {
  const page = newPage(view)
  const Body = component
  const body = withPage(page, () => renderToString(<Body {...props} />))
  // Panels register icons of their own, and stand at the end of the body: a panel inside a paragraph would close it.
  const panels = withPage(page, () => renderToString(<>{page.collected.panels}</>))
  const sprite = renderToString(<Sprite names={page.collected.icons} />)
  return `<!doctype html><html lang="${page.lang}" dir="${page.dir}">${head(page)}<body>${body}${panels}${sprite}</body></html>`
}

function head(page: Page): string {
  const { assets, collected, dir, t } = page
  const product = t('ui.product')
  const title = collected.title === '' || collected.title === product ? product : `${collected.title} · ${product}`
  return renderToString(
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{title}</title>
      <link rel="stylesheet" href={assets.css[dir]} />
      {assets.fonts[dir].map(font => (
        <link rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
      ))}
      <link rel="icon" href={assets.icon} type="image/svg+xml" />
      {[...collected.islands].map(name => (
        <script type="module" src={assets.island(name)} />
      ))}
    </head>,
  )
}
