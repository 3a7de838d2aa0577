// SPDX-License-Identifier: EUPL-1.2
// What the check of an anchor says: the answer, what it proves, and what an anchor of this kind can never prove.
import { fill, type Language } from '../verifier/findings.ts'
import type { AnchorKind } from './anchor-file.ts'
import type { AnchorCheck } from './check-anchor.client.ts'

type Texts = Record<AnchorCheck['code'] | `${AnchorKind}.${'proved' | 'never' | 'ask'}` | 'title' | 'never', string>

const words: Record<Language, Texts> = {
  it: {
    unreadable: 'Non provato: la testata in questo file non si legge.',
    foreign: 'Non provato: il registro “{origin}” non è fra quelli di cui ti fidi.',
    'not-signed': 'Non provato: la testata non è firmata dal registro “{origin}”.',
    denied: 'Non provato: chi avrebbe ricevuto questa testata non la conosce così.',
    'not-asked':
      'La testata è firmata dal registro “{origin}” ({size} atti). Dove è stata depositata non è stato chiesto.',
    holds: 'Provato: la testata firmata dal registro “{origin}” ({size} atti) è depositata.',
    title: 'Che cosa è provato',
    never: 'Che cosa non è provato, mai',
    'file.proved':
      'La stessa testata è nella cartella che hai indicato: chi tiene il registro non può più mostrarne un’altra a chi la possiede.',
    'file.never': 'Da quando è lì: un file non porta una data di cui fidarsi.',
    'file.ask': 'Indica la cartella portata via: --folder CARTELLA.',
    'rfc3161.proved':
      'Questa testata, e ogni atto fino a {size}, esisteva il {at}: lo dice l’autorità di marcatura temporale.',
    'rfc3161.never':
      'Che la testata sia l’unica: una marca temporale vale anche per una storia mostrata solo ad alcuni.',
    'rfc3161.ask': 'Indica il certificato dell’autorità di marcatura temporale: --authority FILE.',
    'evm.proved':
      'Il contratto sulla catena ha accettato questa testata il {at}, dopo aver verificato che contiene tutte le precedenti: sotto questo conto non può esserci un’altra storia.',
    'evm.never':
      'Che il nodo interrogato dica il vero sulla catena: chiedi a più di uno. La catena conosce dimensione e radice, nessun atto.',
    'evm.ask': 'Indica un nodo, il contratto e il conto: --chain INDIRIZZO --contract 0x… --keeper 0x….',
  },
  en: {
    unreadable: 'Not proved: the head in this file cannot be read.',
    foreign: 'Not proved: the register “{origin}” is not among those you trust.',
    'not-signed': 'Not proved: the head is not signed by the register “{origin}”.',
    denied: 'Not proved: whoever was to have received this head does not know it like this.',
    'not-asked': 'The head is signed by the register “{origin}” ({size} acts). Where it was deposited was not asked.',
    holds: 'Proved: the head signed by the register “{origin}” ({size} acts) is deposited.',
    title: 'What is proved',
    never: 'What is never proved',
    'file.proved':
      'The same head is in the folder that you named: whoever keeps the register can no longer show another one to its owner.',
    'file.never': 'Since when it is there: a file carries no date to be trusted.',
    'file.ask': 'Name the folder that was carried away: --folder FOLDER.',
    'rfc3161.proved': 'This head, and every act up to {size}, existed on {at}: so says the time-stamping authority.',
    'rfc3161.never': 'That the head is the only one: a time stamp holds for a history shown to some only, too.',
    'rfc3161.ask': 'Name the certificate of the time-stamping authority: --authority FILE.',
    'evm.proved':
      'The contract on the chain took this head on {at}, after it had checked that it contains all before it: under this account there can be no other history.',
    'evm.never':
      'That the node which was asked tells the truth about the chain: ask more than one. The chain knows size and root, no act.',
    'evm.ask': 'Name a node, the contract and the account: --chain URL --contract 0x… --keeper 0x….',
  },
}

export function anchorText(check: AnchorCheck, kind: AnchorKind, language: Language): string {
  const text = words[language]
  const say = (name: keyof Texts): string => fill(text[name], { ...check, at: check.at ?? '' })
  const proved = check.code === 'holds' ? ['', say('title'), `  ✓ ${say(`${kind}.proved`)}`] : []
  const asked = check.code === 'not-asked' ? [`  ! ${say(`${kind}.ask`)}`] : []
  return [say(check.code), ...asked, ...proved, '', say('never'), `  ? ${say(`${kind}.never`)}`, ''].join('\n')
}
