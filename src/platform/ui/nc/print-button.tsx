// SPDX-License-Identifier: EUPL-1.2
import { Island } from '../island.tsx'
import { usePage } from '../page-context.tsx'
import { Icon } from './icon.tsx'

/** Prints the page as it stands. Without script it stays hidden: the browser's own menu prints as well. */
export function PrintButton() {
  const { t } = usePage()
  return (
    <Island name="print">
      <button type="button" class="btn btn-outline-primary nc-b" hidden>
        <Icon name="print" /> {t('ui.print')}
      </button>
    </Island>
  )
}
