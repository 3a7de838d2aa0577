// SPDX-License-Identifier: EUPL-1.2
// In Italian the article before a day depends on the day: "il 7 luglio", "l’8 luglio", "dall’11 luglio". The article stands
// in the text and the day in a value, so it is put right where the two have met.

const DAY =
  /(^|[^\p{L}])([Ii]l|[Dd]al|[Aa]l|[DdNn]el|[Ss]ul) (8|11) (?=gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)/gu

const before: Readonly<Record<string, string>> = {
  il: 'l’',
  al: 'all’',
  dal: 'dall’',
  del: 'dell’',
  nel: 'nell’',
  sul: 'sull’',
}

function elide(written: string, edge: string, article: string, day: string): string {
  const short = before[article.toLowerCase()]
  if (short === undefined) return written
  const isCapital = article !== article.toLowerCase()
  return `${edge}${isCapital ? short.charAt(0).toUpperCase() + short.slice(1) : short}${day} `
}

/** A finished Italian sentence with its articles before the 8th and the 11th as they are spoken. */
export const elided = (sentence: string): string =>
  sentence.includes('8 ') || sentence.includes('11 ') ? sentence.replace(DAY, elide) : sentence
