// SPDX-License-Identifier: EUPL-1.2
// Permits in the free words of registers → the kinds of the registry. The order matters: "rich. asilo" is not asylum
// granted, "prot. temporanea Ucraina" is not special protection.
import { folded } from './plain-text.ts'

const patterns: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:rich(?:iesta|iedente|iedenti)?|ricevuta|domanda)\b.*\b(?:asilo|protezione)\b|\basylum (?:seeker|request)\b|\bdemandeur\b|\bc3\b/,
    'asylumRequest',
  ],
  [/\bcommissione\b|\bdublino\b/, 'asylumRequest'],
  [/\bucraina\b|\bukraine\b|\bprot\w* temp\w*|\btemporary\b|\btemporaire\b|^pt$/, 'temporaryProtection'],
  [/\bsuss(?:idiaria)?\b|\bsubsid\w*/, 'subsidiary'],
  [/\bprot\w* spec\w*|\bp s 2 anni\b|^p s$|\bspecial protection\b|\bprotection speciale\b/, 'specialProtection'],
  [/\bcas[io] spec\w*|\bart 18\b|\btratta\b|\bspecial case/, 'specialCases'],
  [/\bcalamita\b/, 'calamity'],
  [/\bmsna\b|\bminor\w*|\bmineur\w*/, 'minorAge'],
  [/\brifugiat[oai]\b|\basilo politico\b|^asilo$|\brefugee\b|\brefugie\b|\bstatus\b/, 'refugee'],
  [/\battesa occupazione\b|\bdisoccupazione\b/, 'awaitingJob'],
  [/\bstagional\w*|\bseasonal\b/, 'seasonal'],
  [/\bautonom\w*|\bself employ\w*/, 'selfEmployed'],
  [/\bcarta blu\b|\bblue card\b/, 'euBlueCard'],
  [
    /\blungo ?period\w*|\bsoggiornant\w*|\bcarta di soggiorno\b|\billimitat\w*|\blong term\b|\bue slp\b|\bce slp\b/,
    'euLongTerm',
  ],
  [/\bfamil\w*|\bricongiungiment\w*|\bconiuge\b/, 'family'],
  [/\bricerca lavoro\b.*\bstudi\w*|\bstudi\w*.*\bricerca lavoro\b/, 'studyJobSearch'],
  [/\bstudi\w*|\bstudent\w*|\betudiant\b/, 'study'],
  [/\bcure mediche\b|\bmedical\b/, 'medicalCare'],
  [/\bart 31\b|\bassistenza minor\w*/, 'art31'],
  [/\bresidenza elettiva\b/, 'electiveResidence'],
  [/\bturism\w*|\btourism\b/, 'tourism'],
  [/\blavoro\b|\blav sub\w*|\bsubordinat\w*|\bemployed\b|\bwork\b|\btravail\b/, 'employedWork'],
]

/** The kind a register means, or nothing when the words fit none. */
export function readPermitKind(text: string): string | undefined {
  const words = folded(text)
  return patterns.find(([pattern]) => pattern.test(words))?.[1]
}
