// SPDX-License-Identifier: EUPL-1.2
import { Button, DateField, Form, type FormState, RadioGroup, SelectField, TextField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet, Two } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Duplicate, MaskedCard } from './duplicate.store.ts'
import { permitKinds } from './permit-kind.ts'
import { maskedCode, type PersonCard, sexes } from './person.ts'
import { displayName } from './person-name.ts'
import { paths } from './registry.paths.ts'
import { BirthDate, ContactRuleField, HowKnown, PlaceField, StateField, type Suggested } from './said.page.tsx'
import type { Choice } from './territory.client.ts'

export type NewPersonProps = {
  states: readonly Choice[]
  languages: readonly Choice[]
  suggested: Suggested
  form?: FormState | undefined
  /** People who may be the same; shown once, then the case worker decides. */
  similar?: Similar | undefined
}

export type Similar = {
  readonly duplicates: readonly (Duplicate & { own: boolean })[]
  /** People of other organisations, masked; or that they could not be looked for. */
  readonly elsewhere: readonly MaskedCard[] | 'too-many'
}

export function NewPersonPage(props: NewPersonProps) {
  const { t } = usePage()
  const { similar } = props
  const asking = similar !== undefined
  return (
    <StaffPage title={t('person.new')} section="people" lead={t('person.new.lead')}>
      <Form
        action={paths.newPerson.to()}
        state={props.form}
        cancel={{ href: paths.people.to() }}
        {...(asking ? {} : { submit: 'person.new.submit', note: t('person.new.note') })}
      >
        {asking && similar.duplicates.length > 0 && <MaybeHere duplicates={similar.duplicates} />}
        {asking && <MaybeElsewhere found={similar.elsewhere} />}
        <Section title={t('person.new.who')}>
          <div class="nc-stack">
            <NameFields languages={props.languages} />
            <BirthFields states={props.states} />
            <TextField
              name="taxCode"
              label={t('field.taxCode')}
              hint={t('field.taxCode.hint')}
              maxLength={20}
              dir="ltr"
              optional
            />
          </div>
        </Section>
        <Section title={t('person.new.permit')} lead={t('person.new.permit.lead')}>
          <div class="nc-stack">
            <PermitKindField />
            <DateField name="expiresOn" label={t('field.expiresOn')} optional />
          </div>
        </Section>
        <Section title={t('person.new.reach')}>
          <div class="nc-stack">
            <TextField name="phone" type="tel" label={t('field.phone')} dir="ltr" optional />
            <ContactRuleField />
            <PlaceField name="municipality" label={t('field.municipality')} suggested={props.suggested} />
          </div>
        </Section>
        <Section title={t('level.title')}>
          <div class="nc-stack">
            <HowKnown interpreter />
          </div>
        </Section>
        {asking && (
          <div class="nc-row">
            <Button label={t('duplicate.distinct')} name="distinct" value="on" />
          </div>
        )}
      </Form>
    </StaffPage>
  )
}

export function PermitKindField(props: { value?: string | undefined; name?: string; required?: boolean }) {
  const { t } = usePage()
  return (
    <SelectField
      name={props.name ?? 'permitKind'}
      label={t('field.permitKind')}
      value={props.value}
      options={permitKinds.map(kind => ({ value: kind, label: t(`permit.kind.${kind}`) }))}
      optional={!props.required}
    />
  )
}

/** Names as on the permit, in her own script, as she is called. One of the first two is enough. */
export function NameFields(props: { languages: readonly Choice[]; person?: PersonCard }) {
  const { t } = usePage()
  const { person } = props
  return (
    <>
      <Two>
        <TextField
          name="familyName"
          label={t('field.familyName')}
          hint={t('field.familyName.hint')}
          value={person?.familyName}
        />
        <TextField
          name="givenName"
          label={t('field.givenName')}
          hint={t('field.givenName.hint')}
          value={person?.givenName}
        />
      </Two>
      <Two>
        <TextField
          name="nativeName"
          label={t('field.nativeName')}
          hint={t('field.nativeName.hint')}
          value={person?.nativeName}
          optional
        />
        <SelectField
          name="nativeLang"
          label={t('field.nativeLang')}
          value={person?.nativeLang}
          options={props.languages}
          optional
        />
      </Two>
      <TextField
        name="usedName"
        label={t('field.usedName')}
        hint={t('field.usedName.hint')}
        value={person?.usedName}
        optional
      />
    </>
  )
}

export function BirthFields(props: { states: readonly Choice[]; person?: PersonCard }) {
  const { t } = usePage()
  const { person } = props
  const [year, month, day] = (person?.birthDate ?? '').split('-')
  const known = {
    year,
    month: person?.birthPrecision === 'year' ? '' : month,
    day: person?.birthPrecision === 'day' ? day : '',
  }
  const value = person?.birthDate && [known.year, known.month, known.day].join('-')
  return (
    <>
      <DateField name="birth" label={t('field.birth')} hint={t('field.birth.hint')} value={value} optional />
      <RadioGroup
        name="sex"
        label={t('field.sex')}
        value={person?.sex}
        options={sexes.map(sex => ({ value: sex, label: t(`sex.${sex}`) }))}
        inline
        optional
      />
      <StateField
        name="citizenship"
        label={t('field.citizenship')}
        choices={props.states}
        value={person?.citizenship}
      />
    </>
  )
}

function MaybeHere(props: { duplicates: readonly (Duplicate & { own: boolean })[] }) {
  const { t } = usePage()
  return (
    <Sheet title={t('duplicate.title')} next>
      <Notice tone="warm" title={t('duplicate.decide')}>
        {t('duplicate.decide.why')}
      </Notice>
      <DataTable
        caption={t('duplicate.title')}
        hideCaption
        rows={props.duplicates}
        columns={[
          {
            label: t('field.name'),
            kind: 'head',
            cell: ({ person }) => (
              <>
                <bdi>{displayName(person)}</bdi>{' '}
                {person.nativeName && <bdi lang={person.nativeLang}>{person.nativeName}</bdi>}
              </>
            ),
          },
          { label: t('field.birth'), cell: ({ person }) => <BirthDate identity={person} /> },
          {
            label: t('field.taxCode'),
            cell: ({ person }) => person.taxCode && <bdi class="nc-code">{maskedCode(person.taxCode)}</bdi>,
          },
          { label: t('duplicate.because'), full: true, cell: found => <Reasons found={found} /> },
          { label: t('duplicate.answer'), full: true, cell: found => <Answer found={found} /> },
        ]}
      />
    </Sheet>
  )
}

/** What the network may tell of people kept elsewhere: that there is somebody, and what to ask her. */
function MaybeElsewhere(props: { found: Similar['elsewhere'] }) {
  const { t } = usePage()
  const { found } = props
  if (found === 'too-many') return <Notice tone="warm">{t('duplicate.too-many-probes')}</Notice>
  if (found.length === 0) return null
  return (
    <Sheet title={t('duplicate.elsewhere.title')} next>
      <Notice tone="warm" title={t('duplicate.elsewhere.ask')}>
        {t('duplicate.elsewhere.why')}
      </Notice>
      <DataTable
        caption={t('duplicate.elsewhere.title')}
        hideCaption
        rows={found}
        columns={[
          { label: t('duplicate.elsewhere.letter'), kind: 'head', cell: card => <bdi>{card.firstLetter ?? '–'}</bdi> },
          { label: t('duplicate.elsewhere.year'), cell: card => card.birthYear ?? '–' },
          { label: t('duplicate.because'), full: true, cell: card => <Agreed card={card} /> },
        ]}
      />
    </Sheet>
  )
}

function Agreed(props: { card: MaskedCard }) {
  const { t, list } = usePage()
  return <>{list(props.card.agreed.map(kind => t(`duplicate.agreed.${kind}`)))}</>
}

export function Reasons(props: { found: Duplicate }) {
  const { t, list } = usePage()
  const words = props.found.reasons.map(reason => t(`duplicate.reason.${reason}`))
  return (
    <>
      <b>{t(`duplicate.grade.${props.found.grade}`)}</b> · {list(words)}
    </>
  )
}

/** My own record: open it. Another organisation's: register here and tie the two. */
function Answer(props: { found: Duplicate & { own: boolean } }) {
  const { t } = usePage()
  const { person, own } = props.found
  if (own) return <a href={paths.file.to({ person: person.id })}>{t('duplicate.open')}</a>
  return <Button label={t('duplicate.link')} name="linkTo" value={person.id} look="outline" small />
}
