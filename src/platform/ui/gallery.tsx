// SPDX-License-Identifier: EUPL-1.2
// Every component in one page, for the tests and for whoever changes one: the data is invented, the texts are samples.
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import { ButtonLink, SelectField, TextField } from './form.tsx'
import { GalleryFields, GalleryInterview } from './gallery-forms.tsx'
import { StaffPage } from './layout.tsx'
import { DataTable } from './nc/data-table.tsx'
import { FieldDecision } from './nc/field-decision.tsx'
import { Bar, GoalBar, HoursRing, Progress, SplitBar } from './nc/figures.tsx'
import { Flow, flowStops } from './nc/flow.tsx'
import { MiniPath } from './nc/mini-path.tsx'
import { Empty, Notice, Strip } from './nc/notice.tsx'
import { Agenda, Path, type PathStop } from './nc/path.tsx'
import { PersonHeader } from './nc/person-header.tsx'
import { evidenceLevels, Provenance } from './nc/provenance.tsx'
import { type Proof, Seal } from './nc/seal.tsx'
import { Section, Sheet, Twin, Two } from './nc/section.tsx'
import { type StationState, stations } from '#lib/station.ts'
import { Tabs } from './nc/tabs.tsx'
import { TodoItem, TodoList } from './nc/todo.tsx'

const day = '2026-11-12' as CivilDate
const minutes = (value: number) => value as Minutes
const states: readonly StationState[] = ['done', 'done', 'done', 'now', 'wait', 'next', 'next', 'next']
const sealed: Proof = {
  state: 'sealed',
  signedBy: 'Coop. Il Girasole',
  method: 'PIN, su questo telefono',
  sealedAt: '2026-11-12T17:04:00.000Z' as Instant,
  index: 4711,
  checkpointSize: 4800,
  fingerprint: '87fb3332a1b2c3d4e5f60718293a4b5c6d7e8f902333bf78',
  download: '/proofs/1',
}
const witnessed: Proof = { ...sealed, state: 'countersigned', witnesses: { signed: 9, of: 11, needed: 7 } }
const stops: readonly PathStop[] = stations.map((station, at) => ({
  station,
  state: states[at] ?? 'next',
  note: at < 3 ? <Seal what="Primo colloquio, 8 settembre 2026" proof={sealed} /> : undefined,
  by: at < 5 ? 'Coop. Il Girasole' : undefined,
}))

export function Gallery() {
  return (
    <StaffPage title="Samira Al Nouri" section="people" band={<Band />} asideLabel="Vista" aside={<Aside />}>
      <Figures />
      <Lists />
      <Decisions />
      <GalleryInterview />
      <GalleryFields />
    </StaffPage>
  )
}

function Band() {
  return (
    <>
      <PersonHeader
        name="Samira Al Nouri"
        native={{ text: 'سميرة النوري', lang: 'ar' }}
        facts={[
          { label: 'Nata', value: '3 maggio 1995, Homs' },
          { label: 'Codice fiscale', value: <bdi class="nc-num">LNRSMR95E43Z240D</bdi> },
          { label: 'Contatto sicuro', value: 'Solo WhatsApp', icon: 'shield' },
        ]}
        action={<ButtonLink href="#f" label="Chiedi la firma delle ore" look="primary" small />}
      />
      <Strip icon="cal" action={{ href: '#r', label: 'Prepara il rinnovo' }}>
        <b>Può lavorare: sì.</b> Protezione sussidiaria. Il permesso scade il 14 gennaio 2027.
      </Strip>
      <Path stops={stops} wide />
      <Tabs
        label="Parti del fascicolo"
        tabs={[
          { href: '#0', label: 'Riepilogo', current: true },
          { href: '#1', label: 'Profilo' },
          { href: '#2', label: 'Piano e ore' },
        ]}
      />
    </>
  )
}

function Aside() {
  return (
    <>
      <Sheet next kicker="Prossimo passo" title="Rivedere il piano">
        <p>Oggi alle 10:00, con Huda Mansur.</p>
        <ButtonLink href="#a" label="Apri il colloquio" small />
      </Sheet>
      <Section title="La giornata">
        <Agenda
          entries={[
            { state: 'done', time: '8:30', title: 'Équipe', note: 'Sala grande' },
            {
              state: 'now',
              time: '10:00',
              title: 'Samira Al Nouri',
              flag: 'tra 25 minuti',
              action: { href: '#x', label: 'Apri il colloquio' },
            },
            { state: 'next', time: '12:00', title: 'Lamin Sarro' },
          ]}
        />
      </Section>
      <Section title="Richieste">
        <Empty title="Nessuna richiesta in attesa.">Quando arriva, compare qui.</Empty>
      </Section>
      <Section title="I miei passi">
        <Path stops={stops} voice="person" />
      </Section>
    </>
  )
}

function Figures() {
  return (
    <>
      <Section title="Ore e misure" note="ore firmate">
        <HoursRing signed={minutes(1350)} planned={minutes(2160)}>
          <DataTable
            caption="Ore date, firmate da chi le ha ricevute"
            columns={[
              { label: 'Misura', cell: row => row.name },
              { label: 'Chi la dà', cell: row => row.by, full: true },
              {
                label: 'Firmate',
                kind: 'number',
                slot: true,
                cell: row => (
                  <>
                    {row.h} h <Seal what={row.name} proof={witnessed} />
                  </>
                ),
                total: '22 h 30′',
              },
              { label: 'Previste', kind: 'number', cell: () => '8 h', total: '36 h' },
            ]}
            rows={[
              { name: 'Orientamento', by: 'Coop. Il Girasole', h: 6 },
              { name: 'Italiano A2', by: 'CPIA Ancona, sede di Jesi', h: 12 },
            ]}
            total="Totale"
          />
        </HoursRing>
      </Section>
      <Section title="Obiettivi">
        <Two>
          <GoalBar
            label="Persone"
            value="702"
            outOf="di 870"
            share={0.807}
            mark={0.891}
            seal={<Seal what="702 persone" state="sealed" href="/proofs/2" />}
          >
            <span class="nc-low">73 sotto il passo.</span> A oggi ne servivano 775.
          </GoalBar>
          <SplitBar
            label="Donne"
            value="52,8 %"
            outOf="obiettivo 55 %"
            share={0.528}
            mark={0.55}
            parts={['Donne 371', 'Uomini 331']}
          />
        </Two>
      </Section>
      <Section title="Il percorso di 702 persone">
        <Flow
          stops={flowStops({
            interview: 702,
            profile: 655,
            plan: 601,
            measures: 548,
            cpi: 362,
            internship: 121,
            job: 84,
            'follow-up': 39,
          })}
        />
        <Twin>
          <DataTable
            columns={[
              { label: 'Provincia', cell: row => row },
              { label: 'Grafico', kind: 'bar', hideLabel: true, cell: () => <Bar share={0.9} mark={0.8} /> },
              { label: 'Percorso', cell: () => <MiniPath states={states} /> },
            ]}
            rows={['Ancona', 'Fermo']}
            look={row => (row === 'Ancona' ? 'open' : 'leaf')}
          />
        </Twin>
      </Section>
      <Progress label="Lettura: 1.243 righe di 2.011" value={1243} max={2011} note="circa 40 secondi" />
    </>
  )
}

function Lists() {
  return (
    <Section title="Da fare oggi">
      <Notice tone="good" title="Fatto.">
        L’invito è pronto.
      </Notice>
      <TodoList>
        <TodoItem
          tone="hot"
          icon="alert"
          title="Il permesso di Nasir Wardaki scade tra 9 giorni"
          action={{ href: '#1', label: 'Prepara il rinnovo' }}
        >
          Richiesta di asilo, scade il 2 dicembre.
        </TodoItem>
        <TodoItem tone="warm" icon="pen" title="4 h 30′ aspettano la firma" />
        <TodoItem tone="new" icon="people" title="Una segnalazione" />
        <TodoItem tone="good" icon="check" title="Nessuna ora fuori periodo" />
      </TodoList>
    </Section>
  )
}

function Decisions() {
  return (
    <Section title="Dati proposti">
      {evidenceLevels.map((level, at) => (
        <FieldDecision
          name={`d-${level}`}
          label="Domicilio"
          value="via Setificio 9, Jesi"
          seal={<Seal what="Domicilio" proof={{ state: 'waiting' }} />}
          provenance={
            <Provenance level={level} saidBy="lui" writtenBy="Coop. Il Girasole" at={day} interpreted={at === 0} />
          }
          decision={at === 0 ? 'accept' : at === 1 ? 'correct' : at === 2 ? 'refuse' : undefined}
          correction={<TextField name={`d-${level}-new`} label="Nuovo valore" />}
          refusal={
            <SelectField
              name={`d-${level}-why`}
              label="Perché"
              options={[{ value: 'missing', label: 'Manca il documento' }]}
            />
          }
        />
      ))}
    </Section>
  )
}
