// SPDX-License-Identifier: EUPL-1.2
// Adding or correcting one statement of the profile: the same questions, in the operator's language.
import { ActionButton, Form, type FormState, RadioGroup, TextField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { sections } from './draft.ts'
import type { Told } from './interview.page.tsx'
import { paths } from './interview.paths.ts'
import { ownLevels, type Provenance, speakers } from './provenance.ts'
import type { Answers } from './question.ts'
import { AskedQuestion, type Choices } from './question.page.tsx'
import { Levels } from './section.page.tsx'
import type { SectionName } from './section.ts'

export type CorrectionProps = {
  readonly person: Told
  readonly section: SectionName
  readonly entry: string
  readonly choices: Choices
  readonly writing: readonly string[]
  readonly answers: Answers
  readonly provenance?: Provenance
  readonly form?: FormState
}

export function CorrectionPage(props: CorrectionProps) {
  const { t } = usePage()
  const { person, section, entry } = props
  const isNew = entry === 'new'
  const { provenance } = props
  const proof = {
    saidBy: provenance?.saidBy ?? 'person',
    level: ownLevels.find(level => level === provenance?.level) ?? 'declared',
    source: provenance?.source,
  }
  return (
    <StaffPage
      title={t(isNew ? `interview.${section}.add` : 'profile.correct.title')}
      section="people"
      kicker={
        <>
          <a href={paths.profile.to({ person: person.id })}>{t('profile.title', { name: person.name })}</a> ·{' '}
          {t(`interview.section.${section}`)}
        </>
      }
      lead={t(isNew ? 'profile.add.lead' : 'profile.correct.lead')}
      aside={!isNew && <Withdraw {...props} />}
    >
      <Form
        action={paths.correct.to({ person: person.id, section, entry })}
        state={{ errors: props.form?.errors, values: props.form?.values ?? { ...props.answers, ...proof } }}
        submit="profile.correct.submit"
        cancel={{ href: paths.profile.to({ person: person.id }) }}
        sticky
      >
        {(section === 'italian' || section === 'languages') && <Levels second={undefined} />}
        {sections[section].questions.map(question => (
          <AskedQuestion
            question={question}
            asking={{ section, second: undefined, choices: props.choices, writing: props.writing }}
          />
        ))}
        <Sheet title={t('profile.proof')}>
          <RadioGroup
            name="saidBy"
            label={t('profile.said-by')}
            options={speakers.map(value => ({ value, label: t(`profile.speaker.${value}`) }))}
          />
          <RadioGroup
            name="level"
            label={t('profile.level')}
            options={ownLevels.map(value => ({ value, label: t(`profile.level.${value}`) }))}
          />
          <TextField name="source" label={t('profile.source')} hint={t('profile.source.hint')} size="long" />
        </Sheet>
      </Form>
    </StaffPage>
  )
}

function Withdraw(props: CorrectionProps) {
  const { t } = usePage()
  const { person, section, entry } = props
  return (
    <Sheet title={t('profile.withdraw.title')}>
      <p class="nc-s nc-soft">{t('profile.withdraw.text')}</p>
      <ActionButton
        action={paths.withdraw.to({ person: person.id, section, entry })}
        label={t('profile.withdraw')}
        look="danger"
      />
    </Sheet>
  )
}
