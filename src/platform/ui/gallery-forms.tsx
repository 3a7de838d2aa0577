// SPDX-License-Identifier: EUPL-1.2
// The part of the gallery with forms: two-language questions, and every field in its state of error.
import { Checkbox, DateField, Form, MinutesField, RadioGroup, SelectField, TextArea, TextField } from './form.tsx'
import { DuoCard, DuoCards, DuoOption, DuoQuestion, DuoText } from './nc/duo.tsx'
import { Section } from './nc/section.tsx'

export function GalleryInterview() {
  const duo = (first: string, text: string, lang = 'ar') => ({ first, second: { text, lang } })
  return (
    <Section title="Colloquio" hideTitle>
      <div class="nc-stack">
        <DuoQuestion
          picture="sewing"
          words={duo('Hai mai lavorato con la macchina per cucire?', 'هل عملتِ من قبل على ماكينة الخياطة؟')}
        >
          <DuoOption name="q1" value="yes" words={duo('Sì, per lavoro', 'نعم، في عمل')} checked />
          <DuoOption name="q1" value="no" words={duo('No', 'لا')} />
        </DuoQuestion>
        <DuoQuestion
          picture="dress"
          words={duo('Quali di queste cose hai fatto?', 'Which of these have you done?', 'en')}
        >
          <DuoCards>
            <DuoCard
              name="q2"
              value="a"
              picture="scissors"
              words={duo('Tagliare la stoffa', 'Cutting cloth', 'en')}
              checked
            />
            <DuoCard name="q2" value="b" picture="iron" words={duo('Stirare', 'Ironing', 'en')} />
          </DuoCards>
          <DuoOption name="q2" value="c" type="checkbox" words={duo('Non so', 'I do not know', 'en')} />
          <DuoText name="q3" label="In parole sue" rows={2} lang="ar" />
        </DuoQuestion>
        <DuoQuestion words={{ first: 'Per quanto tempo, in tutto?' }}>
          <DuoOption name="q4" value="a" words={{ first: 'Meno di un anno' }} />
        </DuoQuestion>
      </div>
    </Section>
  )
}

export function GalleryFields() {
  const state = {
    errors: [
      { field: 'family', code: 'ui.choose' },
      { field: 'birth', code: 'ui.choose' },
    ],
    values: { family: 'Al Nouri', 'birth-day': '31', 'birth-month': '11', 'birth-year': '2026', how: 'pin' },
  }
  return (
    <Section title="Un modulo">
      <Form action="/x" submit="ui.close" state={state} cancel={{ href: '/' }} note="Niente va perso." sticky>
        <TextField name="family" label="Cognome" hint="Come sul permesso" required />
        <DateField name="birth" label="Data di nascita" birthday />
        <MinutesField name="minutes" label="Durata" value={150} />
        <RadioGroup
          name="how"
          label="Come conferma"
          options={[
            { value: 'pin', label: 'PIN', hint: 'Quattro numeri' },
            { value: 'qr', label: 'QR' },
          ]}
        />
        <SelectField name="kind" label="Misura" optional options={[{ value: 'a', label: 'Orientamento' }]} />
        <TextArea name="note" label="Nota" />
        <Checkbox name="agree" label="Ho letto l’informativa" />
      </Form>
    </Section>
  )
}
