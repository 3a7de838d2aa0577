// SPDX-License-Identifier: EUPL-1.2
// The words of an audit of the whole register, and of a file that convicts a log.
import type { Language } from '../verifier/index.ts'
import type { Audit, ProblemCode } from './audit.client.ts'

type Words = Readonly<
  Record<ProblemCode | 'sound' | 'broken' | 'proved' | 'never' | 'tree' | 'series' | 'signed', string>
> &
  Readonly<Record<'unsigned' | 'witnessed' | 'unwitnessed' | 'content' | 'unrecorded' | 'collusion', string>>

const words: Record<Language, Words> = {
  it: {
    sound: 'Provato: il registro è intero.',
    broken: 'Non provato: qualcosa non torna.',
    proved: 'Che cosa è provato',
    never: 'Che cosa non è provato',
    tree: 'Tutti gli atti, {size}, portano alla testata firmata; ogni piastrella è quella che gli atti danno.',
    series: 'La serie di ogni ente è senza buchi.',
    signed: 'Ogni atto è firmato dalla chiave del suo ente: {n}.',
    unsigned: 'Le firme dei singoli atti: qui non sono state controllate (--signatures).',
    witnessed: 'I primi {n} atti stanno sotto una testata controfirmata da quanti testimoni chiede la regola.',
    unwitnessed: 'Che altri abbiano visto questa testata: mancano le controfirme, o la regola che dice quali bastano.',
    content: 'Che cosa dicano gli atti: qui ci sono solo gli impegni, i testi restano agli enti.',
    unrecorded: 'Che non esistano fatti mai registrati.',
    collusion: 'Che il registro e i testimoni non mentano insieme.',
    'head.missing': 'Manca la testata: {at}.',
    'head.unreadable': 'La testata non si può leggere: {at}.',
    'head.not-signed': 'La testata non è firmata dalla chiave del registro: {at}.',
    'head.other-register': 'La testata è di un registro di cui non ti fidi: {at}.',
    'head.other-root': 'Gli atti non portano alla testata: {at}.',
    'heads.fork': 'Le due testate si contraddicono: {at}.',
    'quorum.below': 'Le controfirme sono meno di quante ne chiede la regola: {at}.',
    'quorum.forged': 'Una controfirma è falsa: {at}.',
    'tile.missing': 'Manca il file {at}.',
    'tile.length': 'Il file {at} non ha la sua lunghezza.',
    'tile.other-hash': 'Una piastrella non è quella che gli atti danno: {at}.',
    'entry.format': 'L’atto al posto {at} non ha la forma di un atto.',
    'series.gap': 'All’atto al posto {at} la serie del suo ente ha un buco.',
    'key.unknown': 'L’atto al posto {at} porta una chiave che non è fra quelle di cui ti fidi.',
    'key.revoked': 'L’atto al posto {at} porta una chiave che a quel punto era revocata.',
    'entry.not-signed': 'L’atto al posto {at} non è firmato dal suo ente.',
  },
  en: {
    sound: 'Proved: the register is whole.',
    broken: 'Not proved: something does not hold.',
    proved: 'What is proved',
    never: 'What is not proved',
    tree: 'All {size} acts lead to the signed head; every tile is the one that the acts give.',
    series: 'Every organisation’s series is without a hole.',
    signed: 'Every act is signed by the key of its organisation: {n}.',
    unsigned: 'The signatures of the single acts: they were not checked here (--signatures).',
    witnessed: 'The first {n} acts are under a head countersigned by as many witnesses as the policy asks for.',
    unwitnessed:
      'That others have seen this head: countersignatures are missing, or the policy that says which are enough.',
    content: 'What the acts say: here are only commitments, the texts stay with the organisations.',
    unrecorded: 'That no fact was left out.',
    collusion: 'That the register and the witnesses do not lie together.',
    'head.missing': 'The head is missing: {at}.',
    'head.unreadable': 'The head cannot be read: {at}.',
    'head.not-signed': 'The head is not signed by the key of the register: {at}.',
    'head.other-register': 'The head belongs to a register that you do not trust: {at}.',
    'head.other-root': 'The acts do not lead to the head: {at}.',
    'heads.fork': 'The two heads contradict each other: {at}.',
    'quorum.below': 'There are fewer countersignatures than the policy asks for: {at}.',
    'quorum.forged': 'A countersignature is forged: {at}.',
    'tile.missing': 'The file {at} is missing.',
    'tile.length': 'The file {at} does not have its length.',
    'tile.other-hash': 'A tile is not the one that the acts give: {at}.',
    'entry.format': 'The act at place {at} does not have the form of an act.',
    'series.gap': 'At the act at place {at} the series of its organisation has a hole.',
    'key.unknown': 'The act at place {at} carries a key that is not among those you trust.',
    'key.revoked': 'The act at place {at} carries a key that had been revoked by then.',
    'entry.not-signed': 'The act at place {at} is not signed by its organisation.',
  },
}

const filled = (template: string, args: Record<string, string | number>): string =>
  template.replace(/\{(\w+)\}/g, (all, name: string) => String(args[name] ?? all))

/** 0 proved, 1 something does not hold, 2 sound, but nobody else is known to have seen it. */
export const auditExit = ({ problems, witnessed }: Audit, hasPolicy: boolean): 0 | 1 | 2 =>
  problems.length > 0 ? 1 : witnessed > 0 && hasPolicy ? 0 : 2

export function auditText(audit: Audit, hasPolicy: boolean, language: Language): string {
  const text = words[language]
  const { problems, size, signatures, witnessed } = audit
  const cosigned = witnessed > 0 && hasPolicy
  const list = (mark: string, lines: readonly string[]): string[] => lines.map(line => `  ${mark} ${line}`)
  const proved = [
    filled(text.tree, { size }),
    text.series,
    ...(signatures > 0 ? [filled(text.signed, { n: signatures })] : []),
    ...(cosigned ? [filled(text.witnessed, { n: witnessed })] : []),
  ]
  const never = [
    ...(signatures > 0 ? [] : [text.unsigned]),
    ...(cosigned ? [] : [text.unwitnessed]),
    text.content,
    text.unrecorded,
    text.collusion,
  ]
  return [
    problems.length > 0 ? text.broken : text.sound,
    ...list(
      '!',
      problems.map(({ code, at }) => filled(text[code], { at })),
    ),
    ...(problems.length > 0 ? [] : ['', text.proved, ...list('✓', proved)]),
    '',
    text.never,
    ...list('?', never),
    '',
  ].join('\n')
}
