// SPDX-License-Identifier: EUPL-1.2
// Most labels of occupations name both genders with a slash: "cuoco/cuoca", "addetto alle vendite/addetta alle
// vendite", "tecnico/tecnica di laboratorio", "Lehrer/in". Both forms are kept, so that either is found and the person
// chooses which one is printed. A slash that means "or" ("carico/scarico") is left alone.

/** Accents come and go between genders: "peón/peona", "infirmier/infirmière". */
const bare = (word: string): string =>
  word
    .replace(/^ال/, '')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')

/** Two forms of one word begin alike: half of the shorter one, and at least three letters; a compound part by part. */
function isPair(left: string, right: string): boolean {
  const [these, those] = [left.split('-'), right.split('-')]
  if (these.length > 1 && these.length === those.length) {
    return these.every((part, at) => part === those[at] || isPair(part, those[at] ?? ''))
  }
  const [a, b] = [bare(left), bare(right)]
  const shorter = Math.min(a.length, b.length)
  let same = 0
  while (same < shorter && a[same] === b[same]) same++
  return same >= Math.max(Math.min(3, shorter), shorter / 2) && shorter >= 3
}

/** "Lehrer/in" → Lehrerin, "addetto/a" → addetta; undefined when it is no ending. */
function withEnding(word: string, ending: string): string | undefined {
  const end = ending.replace(/^-/, '')
  if (end === 'in' || end === 'innen') return `${word}${end}`
  if (/^(a|as|e|trice|ice|euse|ienne|ă|oare)$/.test(end)) return word.replace(/(tore|eur|[oeăe])$/u, '') + end
  return undefined
}

function wordByWord(label: string): readonly string[] | undefined {
  const words = label.split(' ')
  const first: string[] = []
  const second: string[] = []
  for (const word of words) {
    const [left, right, more] = word.split('/')
    if (left === undefined || right === undefined) {
      first.push(word)
      second.push(word)
      continue
    }
    const ended = right.length <= 5 ? withEnding(left, right) : undefined
    if (more !== undefined || left === '' || right === '') return undefined
    if (!isPair(left, right) && ended === undefined) return undefined
    first.push(left)
    second.push(isPair(left, right) ? right : (ended ?? right))
  }
  return [first.join(' '), second.join(' ')]
}

/** Every form of a label: one, or the masculine and the feminine in the order in which they are printed. */
export function genderForms(label: string): readonly string[] {
  const whole = label
    .replaceAll(/\s*\/\s*/g, '/')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[/\s]+|[/\s]+$/g, '')
  if (whole === '') return []
  if (!whole.includes('/')) return [whole]
  const paired = wordByWord(whole)
  if (paired) return paired
  const parts = whole.split('/')
  const [left, right] = [parts.slice(0, parts.length / 2), parts.slice(parts.length / 2)].map(half => half.join('/'))
  if (parts.length % 2 !== 0 || !left || !right) return [whole]
  return isSameWork(left.split(' '), right.split(' ')) ? [left, right] : [whole]
}

/** The first words are two forms of one, or all that differs: "homme de surface/femme de surface", "steward/hostess". */
function isSameWork(left: readonly string[], right: readonly string[]): boolean {
  const [first = '', second = ''] = [left[0], right[0]]
  if (isPair(first, second)) return true
  return (
    left.length === right.length &&
    left.slice(1).every((word, at) => word === right[at + 1] || isPair(word, right[at + 1] ?? ''))
  )
}
