// SPDX-License-Identifier: EUPL-1.2
// From a text to its words: small letters, no accents, one spelling of Arabic letters, without what carries no meaning.

/** Alef, yaa and taa forms are written one for the other; vowel signs and the stretching line are ornament. */
const arabic = (text: string): string =>
  text
    .replaceAll(/[\u0640\u064B-\u065F\u0670]/g, '')
    .replaceAll(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ؤ', 'و')
    .replaceAll('ئ', 'ي')
    .replaceAll('ة', 'ه')

const isAscii = /^[ -~]*$/

/** Letters and digits only, one blank between words. */
export function plain(text: string): string {
  const small = text.toLowerCase()
  // Most labels are plain letters already; the rest of this is ten times as slow.
  if (isAscii.test(small)) return small.replaceAll(/[^a-z0-9]+/g, ' ').trim()
  const letters = small
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .replaceAll('ı', 'i')
  return arabic(letters)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/**
 * Words that say that somebody worked, not at what; what classifications add to names ("e professioni assimilate, non
 * altrove classificate"); articles, prepositions, pronouns. Written without accents.
 */
const empty: Readonly<Record<string, ReadonlySet<string>>> = {
  it: list(
    'a ad al allo alla ai agli alle all da dal dallo dalla dai dagli dalle dall di del dello della dei degli delle dell d in nel nello nella nei negli nelle nell su sul sullo sulla sui sugli sulle sull con col per tra fra il lo la l i gli le un uno una e ed o od che chi cui non si mi ci vi ne io lui lei noi loro mio mia miei mie suo sua suoi sue come anche piu molto poi quando ho hai ha hanno avevo aveva ero era sono stato stata faccio facevo fa fare fatto lavoro lavoravo lavorato lavorare lavora occupavo occupo mi qualcosa cose casa mia nostro quello quelli quella questa questo professione professioni mestiere mestieri assimilato assimilati assimilata assimilate affini similari altri altre altrove classificati classificate escluso esclusi esclusa escluse',
  ),
  en: list(
    'a an the of in on at to for from with by and or as is am are was were be been i my me you your he his she her they their our we it its this that did do does have had has used worked work working job some any for not also related occupations occupation elsewhere classified',
  ),
  fr: list(
    'a au aux de du des d la le les l un une et ou en dans sur par pour avec chez sans que qui ne pas je j tu il elle nous vous ils elles mon ma mes son sa ses leur leurs ce cet cette ces c est etais etait ai as avait avais fait faisais faire travaille travaillais travail comme m s se me y n qu profession professions metier metiers assimile assimiles assimilee assimilees ailleurs classes classees autres',
  ),
  es: list(
    'a al de del la las el los lo un una unos unas y o u en con por para sin que se me mi mis su sus yo es era soy fui hacia hago hacer trabajo trabajaba trabajar como no profesion profesiones ocupaciones afines asimilados otros otras clasificados clasificadas epigrafes',
  ),
  pt: list(
    'a o as os ao aos de da do das dos em no na nos nas um uma e ou com por para sem que se me meu minha eu era trabalho trabalhava como nao',
  ),
  ro: list(
    'a al ai ale de din la in pe cu si sau un o unei unui pentru prin care ce nu se eu am lucram lucrat facut ca',
  ),
  de: list(
    'der die das den dem des ein eine einer eines einem und oder in im am an auf von vom zu zur zum mit bei fur als ich habe war arbeit',
  ),
  pl: list('i w we z ze na do od dla o u oraz lub po przy a jako'),
  ar: list('في من على الى عن مع او و ب ل ان كنت انا كان اعمل عملت'),
}
const none: ReadonlySet<string> = new Set()

/** The words of a text that is plain already. Empty words go, unless nothing else was said. */
export function tellingWords(text: string, language: string): readonly string[] {
  const all = text.split(' ').filter(Boolean)
  const silent = empty[language] ?? none
  const telling = all.filter(word => !silent.has(word) && (word.length > 1 || /\d/.test(word)))
  return telling.length > 0 ? telling : all
}

/** The words of a text as it was written. */
export const wordsOf = (text: string, language: string): readonly string[] => tellingWords(plain(text), language)
