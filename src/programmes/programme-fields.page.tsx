// SPDX-License-Identifier: EUPL-1.2
// What is asked of a programme when it is made, and again when it is corrected.
import { writtenEuros } from '#lib/money.ts'
import { DateField, TextField } from '#platform/ui/form.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Programme } from './programme.ts'

type Known = { readonly programme?: Programme | undefined }

export function NameField({ programme }: Known) {
  const { t } = usePage()
  return <TextField name="name" label={t('programme.name.label')} value={programme?.name} maxLength={120} required />
}

export function FundFields({ programme }: Known) {
  const { t } = usePage()
  return (
    <>
      <TextField
        name="fund"
        label={t('programme.fund.label')}
        hint={t('programme.fund.hint')}
        value={programme?.fund}
        maxLength={80}
        required
      />
      <TextField name="notice" label={t('programme.notice.label')} value={programme?.notice} maxLength={120} optional />
      <DateField name="startsOn" label={t('programme.starts.label')} value={programme?.startsOn} />
      <DateField name="endsOn" label={t('programme.ends.label')} value={programme?.endsOn} />
    </>
  )
}

export function Targets({ programme }: Known) {
  const { t } = usePage()
  const each = programme && Math.round(programme.targetMinutes / programme.targetHeads / 60)
  // With a comma whatever the language of the page: so the form reads it.
  const women = programme?.targetWomen === undefined ? undefined : String(programme.targetWomen / 10).replace('.', ',')
  return (
    <Section title={t('programme.targets')} lead={t('programme.targets.lead')}>
      <div class="nc-stack">
        <TextField
          name="heads"
          label={t('programme.heads.label')}
          value={programme?.targetHeads}
          inputmode="numeric"
          size="short"
          required
        />
        <TextField
          name="hoursEach"
          label={t('programme.hours.label')}
          hint={t('programme.hours.hint')}
          value={each}
          inputmode="numeric"
          size="short"
          required
        />
        <TextField
          name="women"
          label={t('programme.women.label')}
          hint={t('programme.women.hint')}
          value={women}
          inputmode="decimal"
          size="short"
          optional
        />
        <TextField
          name="budget"
          label={t('programme.budget.label')}
          hint={t('programme.budget.hint')}
          value={programme && writtenEuros(programme.budget)}
          inputmode="decimal"
          size="medium"
          required
        />
      </div>
    </Section>
  )
}

export function UnitField({ programme }: Known) {
  const { t } = usePage()
  return (
    <TextField
      name="unit"
      label={t('programme.unit.label')}
      hint={t('programme.unit.hint')}
      value={programme?.unit === undefined ? undefined : writtenEuros(programme.unit)}
      inputmode="decimal"
      size="short"
    />
  )
}
