// SPDX-License-Identifier: EUPL-1.2
// The check itself, in the browser: the file is read here and sent nowhere.
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { type Checked, checkFile } from '../check-file.ts'
import type { Labels } from '../check-labels.ts'
import { ResultView, type Words } from '../result.page.tsx'

type Done = { readonly result: Checked; readonly fileName: string; readonly at: Date }

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
    const trust = keys instanceof File && keys.size > 0 ? await keys.text() : undefined
    const result = await checkFile(new Uint8Array(await bundle.arrayBuffer()), trust)
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
        <p role="status">{busy ? labels.busy : ''}</p>
      </form>
    </div>
  )
}

function FileBox(props: { name: string; label: string; hint: string; error?: string | undefined }) {
  const { name, error } = props
  return (
    <div>
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

const root = document.querySelector<HTMLElement>('[data-island="verifica"]')
if (root) {
  const { labels = '{}', texts = '{}', lang = 'it', keys = '' } = root.dataset
  const words: Words = {
    labels: JSON.parse(labels) as Labels,
    texts: JSON.parse(texts) as Record<string, string>,
    lang,
  }
  root.replaceChildren()
  render(<Check words={words} keysUrl={keys} />, root)
}
