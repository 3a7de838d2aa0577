// SPDX-License-Identifier: EUPL-1.2
// A page cannot print itself without script, so the button is shown only where there is one.
for (const root of document.querySelectorAll<HTMLElement>('[data-island="print"]')) {
  const button = root.querySelector('button')
  if (!button) continue
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
