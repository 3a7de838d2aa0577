// SPDX-License-Identifier: EUPL-1.2
// The check itself, in the browser: the file is read here and sent nowhere.
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { type Checked, checkFile } from '../check-file.ts'
import type { Labels } from '../check-labels.ts'
import { ResultView, type Words } from '../result.page.tsx'

type Done = { readonly result: Checked; readonly fileName: string; readonly at: Date }

type Given = { readonly bundle: File; readonly keys: File | undefined }

async function check({ bundle, keys }: Given): Promise<Checked> {
  return checkFile(new Uint8Array(await bundle.arrayBuffer()), await keys?.text())
}

/** A large file takes its time. A second copy of this script, beside the page, does the work, so that the page answers. */
function besides(given: Given): Promise<Checked> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(import.meta.url, { type: 'module' })
    const ended = (how: () => void) => {
      worker.terminate()
      how()
    }
    worker.addEventListener('message', ({ data }: MessageEvent<Checked>) => ended(() => resolve(data)))
    worker.addEventListener('error', () => ended(() => reject(new Error('no worker'))))
    worker.postMessage(given, [])
  })
}

function Check({ words, keysUrl }: { words: Words; keysUrl: string }) {
  const { labels } = words
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<Done>()
  const [missing, setMissing] = useState(false)

  const start = async (event: Event) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const [bundle, keys] = [form.get('bundle'), form.get('keys')]
    if (!(bundle instanceof File) || bundle.size === 0) return setMissing(true)
    setMissing(false)
    setBusy(true)
    const given = { bundle, keys: keys instanceof File && keys.size > 0 ? keys : undefined }
    const result = await besides(given).catch(() => check(given))
    setDone({ result, fileName: bundle.name, at: new Date() })
    setBusy(false)
  }

  return (
    <div class="nc-stack">
      {done && !busy && <ResultView {...done} words={words} />}
      <form class="nc-sheet nc-stack nc-noprint" onSubmit={start}>
        <FileBox
          name="bundle"
          label={labels['bundle.label']}
          hint={labels['bundle.hint']}
          error={missing ? labels['choose-first'] : undefined}
        />
        <FileBox name="keys" label={labels['keys.label']} hint={labels['keys.hint']} />
        <p class="nc-s nc-soft">
          <a href={keysUrl}>{labels['keys.link']}</a> {labels['keys.warning']}
        </p>
        <p>
          <button class="btn btn-primary" type="submit" disabled={busy}>
            {done ? labels.again : labels.submit}
          </button>
        </p>
        <div role="status">
          {busy && (
            <>
              <p>{labels.busy}</p>
              <progress class="nc-prog" aria-label={labels.busy} />
            </>
          )}
        </div>
      </form>
    </div>
  )
}

function FileBox(props: { name: string; label: string; hint: string; error?: string | undefined }) {
  const { name, error } = props
  return (
    <div class="nc-fld">
      <label for={`check-${name}`}>{props.label}</label>
      <p class="nc-s nc-soft" id={`check-${name}-hint`}>
        {props.hint}
      </p>
      {error && (
        <p class="nc-bad" role="alert" id={`check-${name}-error`}>
          {error}
        </p>
      )}
      <input
        class="nc-in is-long"
        type="file"
        id={`check-${name}`}
        name={name}
        aria-describedby={`check-${name}-hint${error ? ` check-${name}-error` : ''}`}
        aria-invalid={error ? 'true' : undefined}
      />
    </div>
  )
}

function draw(): void {
  const root = document.querySelector<HTMLElement>('[data-island="verifica"]')
  if (!root) return
  const { labels = '{}', texts = '{}', lang = 'it', keys = '' } = root.dataset
  const words: Words = {
    labels: JSON.parse(labels) as Labels,
    texts: JSON.parse(texts) as Record<string, string>,
    lang,
  }
  root.replaceChildren()
  render(<Check words={words} keysUrl={keys} />, root)
}

if ('document' in globalThis) draw()
else addEventListener('message', async ({ data }: MessageEvent<Given>) => postMessage(await check(data), {}))
