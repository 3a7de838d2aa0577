// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { genderForms } from './gender-forms.ts'

test.each([
  ['panettiere/panettiera', ['panettiere', 'panettiera']],
  ['addetto alle vendite/addetta alle vendite', ['addetto alle vendite', 'addetta alle vendite']],
  ['esperto/esperta nella potatura', ['esperto nella potatura', 'esperta nella potatura']],
  ['vigile urbano/vigilessa', ['vigile urbano', 'vigilessa']],
  ['instruktor / instruktorka jazdy', ['instruktor jazdy', 'instruktorka jazdy']],
  ['técnico/técnica comparativo/comparativa', ['técnico comparativo', 'técnica comparativa']],
  ['Fahrlehrer/in auf dem Land', ['Fahrlehrer auf dem Land', 'Fahrlehrerin auf dem Land']],
  ['addetto/a al forno', ['addetto al forno', 'addetta al forno']],
  ['operatore/trice di macchina', ['operatore di macchina', 'operatrice di macchina']],
  ['الطباخ الماهر / الطباخة الماهرة', ['الطباخ الماهر', 'الطباخة الماهرة']],
  [
    'ajusteur-monteur de moteurs/ajusteuse-monteuse de moteurs',
    ['ajusteur-monteur de moteurs', 'ajusteuse-monteuse de moteurs'],
  ],
  ['sapeur-pompier formateur/sapeuse-pompière formatrice', ['sapeur-pompier formateur', 'sapeuse-pompière formatrice']],
  ['peón de minas/peona de minas', ['peón de minas', 'peona de minas']],
  ['homme de surface/femme de surface', ['homme de surface', 'femme de surface']],
  ['steward urbain/hôtesse urbaine', ['steward urbain', 'hôtesse urbaine']],
  ['formateur papier/carton/formatrice papier/carton', ['formateur papier/carton', 'formatrice papier/carton']],
  ['responsable développement/expansion immobilière', ['responsable développement/expansion immobilière']],
  ['monk/nun', ['monk', 'nun']],
  ['/venditrice di stoffe', ['venditrice di stoffe']],
  ['commesso di abiti uomo/donna', ['commesso di abiti uomo/donna']],
  ['gestore carico/scarico merci', ['gestore carico/scarico merci']],
  ['fornaio', ['fornaio']],
  [' / ', []],
])('%s', (label, forms) => {
  expect(genderForms(label)).toEqual(forms)
})

test('a label without a slash is one form, itself', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zà-ü]{1,9}( [a-zà-ü]{1,9}){0,4}$/), label => {
      expect(genderForms(label)).toEqual([label])
    }),
  )
})

test('two whole forms with the same beginning are given back as they were written', () => {
  const word = fc.stringMatching(/^[a-z]{5,9}$/)
  fc.assert(
    fc.property(word, fc.array(word, { minLength: 1, maxLength: 3 }), (stem, rest) => {
      // "cuoco cuocheria/cuoca cuocheria" could be parted in two ways.
      fc.pre(rest.at(-1)?.slice(0, 3) !== stem.slice(0, 3))
      const [one, other] = [`${stem}o ${rest.join(' ')}`, `${stem}a ${rest.join(' ')}`]
      const forms = genderForms(`${one}/${other}`)
      expect(forms[0]).toBe(one)
      expect(forms[1]).toBe(other)
    }),
  )
})
