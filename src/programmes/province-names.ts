// SPDX-License-Identifier: EUPL-1.2
// Names of provinces are the same in every language of ours; only those of Marche are spelled out, the others keep the
// two letters that stand on number plates and papers.
const marche = new Map([
  ['AN', 'Ancona'],
  ['AP', 'Ascoli Piceno'],
  ['FM', 'Fermo'],
  ['MC', 'Macerata'],
  ['PU', 'Pesaro e Urbino'],
])

export const provinceNames = (): ReadonlyMap<string, string> => marche
