// SPDX-License-Identifier: EUPL-1.2
// The person's record in the shape of SAP (scheda anagrafico-professionale). Element names are those of the national
// tree; only collected fields are written, and a code that is not known is left out rather than guessed.
import type { CivilDate } from '#lib/civil-date.ts'
import type { Did, Pact } from '../declaration.ts'
import type { FieldName, FieldValue } from '../field.ts'

export type SapNode = { readonly [name: string]: string | SapNode | readonly SapNode[] | undefined }

export type SapSource = {
  readonly fields: readonly { readonly name: FieldName; readonly value: FieldValue }[]
  readonly updatedOn: CivilDate
  readonly did?: Did | undefined
  readonly pact?: Pact | undefined
}

type Fields = SapSource['fields']

const text = (value: FieldValue | undefined, part: string): string | undefined => {
  const found = value?.[part]
  return found === undefined || found === '' ? undefined : String(found)
}
const first = (fields: Fields, name: FieldName) => fields.find(field => field.name === name)?.value
const all = (fields: Fields, name: FieldName) => fields.filter(field => field.name === name).map(field => field.value)

/** Elements without content are not written: the schema has no empty ones. */
function node(entries: SapNode): SapNode | undefined {
  const kept = Object.entries(entries).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

const nodes = (list: readonly (SapNode | undefined)[]): readonly SapNode[] => list.filter(each => each !== undefined)

function address(value: FieldValue | undefined): SapNode | undefined {
  const municipality = text(value, 'municipality')
  return node({
    codcomune: text(value, 'belfiore'),
    indirizzo: [text(value, 'address'), municipality].filter(Boolean).join(', ') || undefined,
  })
}

function personal(fields: Fields): SapNode | undefined {
  const birth = first(fields, 'birth')
  return node({
    codicefiscale: text(first(fields, 'tax-code'), 'code'),
    cognome: text(first(fields, 'family-name'), 'text'),
    nome: text(first(fields, 'given-name'), 'text'),
    sesso: ['F', 'M'].find(sex => sex === text(first(fields, 'sex'), 'sex')),
    // A year alone is not a date of birth: SAP has no room for "about".
    datanascita: text(birth, 'precision') === 'day' ? text(birth, 'date') : undefined,
    codcomune: text(first(fields, 'birth-place'), 'belfiore'),
    codcittadinanza: text(first(fields, 'citizenship'), 'istat'),
  })
}

const day = (value: string | undefined) => (value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined)

function experiences(fields: Fields): SapNode | undefined {
  const list = all(fields, 'experience').map(value =>
    node({
      datainizio: day(text(value, 'from')),
      datafine: day(text(value, 'to')),
      descrizione: text(value, 'title'),
      luogolavoro: node({
        indirizzo: [text(value, 'place'), text(value, 'country')].filter(Boolean).join(', ') || undefined,
      }),
    }),
  )
  return node({ esperienzalavoro: nodes(list) })
}

function attachment(fields: Fields): SapNode | undefined {
  const schools = all(fields, 'schooling').map(value =>
    node({
      codlivelloistruzione: text(value, 'level'),
      descrizionecorsostudio: text(value, 'title'),
      riconosciutoin: text(value, 'country'),
    }),
  )
  const languages = all(fields, 'language').map(value => {
    const level = text(value, 'level')
    return node({
      codlingua: text(value, 'language')?.toUpperCase(),
      codlivelloletto: text(value, 'reading') ?? level,
      codlivelloscritto: text(value, 'writing') ?? level,
      codlivelloparlato: text(value, 'speaking') ?? level,
    })
  })
  return node({
    titolistudio_lst: node({ titolostudio: nodes(schools) }),
    linguestraniere_lst: node({ linguastraniera: nodes(languages) }),
  })
}

/** Section 6: N00 validates the DID and names the A02 that took the person in charge. */
function policies({ did, pact, fields }: SapSource): SapNode | undefined {
  const minutes = all(fields, 'hours').reduce((sum, value) => sum + Number(value['minutes'] ?? 0), 0)
  const signed =
    pact &&
    node({
      tipo_attivita: 'A02',
      titolo_denominazione: 'Patto di servizio personalizzato',
      data_proposta: pact.proposedOn,
      data: pact.signedOn,
      data_fine: pact.endsOn,
      descrizione:
        minutes > 0 ? `Ore gia' ricevute e firmate: ${Math.floor(minutes / 60)} h ${minutes % 60} min` : undefined,
      titolo_progetto: '05',
      codice_ente_promotore: pact.promoter,
      identificativo_politica: pact.policyId,
      ultimo_evento: node({ evento: '02', data_evento: pact.signedOn }),
    })
  const declared =
    did &&
    node({
      tipo_attivita: 'N00',
      titolo_denominazione: 'Convalida della DID',
      data_proposta: did.on,
      data: did.on,
      data_fine: did.on,
      titolo_progetto: '05',
      identificativo_politica: /^[0-9]{2}[0-9A-F]{8}[A-Z]$/.test(did.identifier) ? did.identifier : undefined,
      identificativo_presa_in_carico: pact?.policyId,
    })
  return node({ politiche_attive: nodes([declared, signed]) })
}

/** One record = one person. */
export function sapRecord(source: SapSource): SapNode {
  const { fields } = source
  const birth = first(fields, 'birth')
  return {
    lavoratore: {
      datiinvio: node({
        dataultimoagg: source.updatedOn,
        tipovariazione: source.pact ? '02' : '01',
        datadinascita: text(birth, 'precision') === 'day' ? text(birth, 'date') : undefined,
      }),
      datianagrafici: node({
        datipersonali: personal(fields),
        residenza: address(first(fields, 'residence')),
        domicilio: address(first(fields, 'domicile')),
        recapiti: node({
          cellulare: text(first(fields, 'phone'), 'text'),
          email: text(first(fields, 'email'), 'text'),
        }),
      }),
      datiamministrativi: source.did && {
        statoinanagrafe: { dataevento: source.did.on, disponibilita: 'S' },
        periodidisoccupazione: { dataingresso: source.did.on },
      },
      esperienzelavoro_lst: experiences(fields),
      allegato: attachment(fields),
      politiche_attive_lst: policies(source),
    },
  }
}
