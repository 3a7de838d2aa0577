// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { selectorsIn } from './selectors.ts'

test('elements and classes of a page are found, words of its comments and texts are not', () => {
  const found = selectorsIn(`
    // a card in the list
    <main class="nc-me nc-stack"><p class={props.low ? 'nc-low' : \`btn \${look}\`}>the modal table</p></main>
    const looks = { outline: 'btn-outline-primary' }`)
  expect([...found]).toEqual(
    expect.arrayContaining(['main', 'p', 'nc-me', 'nc-stack', 'nc-low', 'btn', 'btn-outline-primary']),
  )
  for (const word of ['card', 'list', 'modal', 'table']) expect(found).not.toContain(word)
})
