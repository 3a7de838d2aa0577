// SPDX-License-Identifier: EUPL-1.2
// Light stems: gender, number and the commonest verb endings go, so that "pulivo", "pulire" and "pulito" meet, and
// "addetta", "addetti" and "addetto". Too little is better than too much: what is left apart still meets by its letters.
// Suffix tables after the light stemmers of J. Savoy, "Light stemming approaches for the French, Portuguese, German and
// Hungarian languages" (SAC 2006); the verb endings are ours.

type Rule = readonly [ending: RegExp, instead: string]

const rules: Readonly<Record<string, readonly Rule[]>> = {
  it: [
    [/(trici|trice|tori|tore)$/, 'tor'],
    [
      /(avamo|avano|evamo|evano|ivamo|ivano|avo|ava|evo|eva|ivo|iva|ando|endo|are|ere|ire|ato|ata|ati|ate|uto|uta|uti|ute|ito|ita|iti|ite)$/,
      '',
    ],
    [/([cg])h[ei]$/, '$1'],
    [/(io|ii|ia|ie|[aeiou])$/, ''],
    [/i$/, ''],
  ],
  fr: [
    [/(trices|trice|teurs|teur)$/, 'teur'],
    [/(euses|euse|eurs|eur)$/, 'eur'],
    [/(ieres|iere|iers|ier)$/, 'ier'],
    [/(iennes|ienne|iens|ien)$/, 'ien'],
    [/(aient|ions|iez|ais|ait|ant|ees|ee|er|ez|es|e|s|x)$/, ''],
    [/(e|s)$/, ''],
    [/(.)\1$/, '$1'],
  ],
  es: [
    [/(adoras|adora|adores|ador)$/, 'ador'],
    [/(toras|tora|tores|tor)$/, 'tor'],
    [/(abamos|aban|aba|ian|ando|iendo|ado|ada|ados|adas|ar|er|ir)$/, ''],
    [/(es|os|as|s)$/, ''],
    [/[aeo]$/, ''],
  ],
  pt: [
    [/(doras|dora|dores|dor)$/, 'dor'],
    [/(ava|avam|ando|endo|indo|ado|ada|ados|adas|ar|er|ir)$/, ''],
    [/(oes|ao|aos)$/, 'a'],
    [/(es|os|as|s)$/, ''],
    [/[aeo]$/, ''],
  ],
  ro: [
    [/(toarele|toarea|toare|torul|torii|tori|tor)$/, 'tor'],
    [/(ului|urilor|ilor|elor|urile|uri|ele|iile|ii|ul|lui)$/, ''],
    [/(are|ere|ire|am|at|ata|ate)$/, ''],
    [/[aeiu]+$/, ''],
  ],
  en: [
    [/(ies|ied)$/, 'y'],
    [/(sses)$/, 'ss'],
    [/([^s])s$/, '$1'],
    [/(ings|ing|ed|ers|er|ors|or)$/, ''],
    [/(.)\1$/, '$1'],
    [/[ey]$/, ''],
  ],
  de: [
    [/(innen|in)$/, ''],
    [/(ern|en|er|em|es|e|n|s)$/, ''],
  ],
  pl: [[/(ami|ach|owie|ow|em|om|ie|y|i|a|e|u|o)$/, '']],
  ar: [
    [/^(وال|بال|كال|لل|ال)/, ''],
    [/(ات|ين|ون|ان|يه|ه|ي)$/, ''],
  ],
}

const shortest: Readonly<Record<string, number>> = { ar: 2 }

/** @param word plain, as `wordsOf` gives it */
export function stem(word: string, language: string): string {
  const least = shortest[language] ?? 3
  let rest = word
  for (const [ending, instead] of rules[language] ?? []) {
    const shorter = rest.replace(ending, instead)
    if (shorter.length >= least) rest = shorter
  }
  return rest
}
