// SPDX-License-Identifier: EUPL-1.2
// Beside what she can do: what she wants, what must be respected, how it was told.
import { paths as registry } from '#registry/index.ts'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './interview.paths.ts'
import { Add, type ProfileProps, SaidBy } from './profile-parts.page.tsx'
import type { Constraint, InterviewHeader } from './profile.ts'
import { clockOf } from './telling.ts'
import { lowered, Own, useWords } from './words.page.tsx'

export function ProfileAside(props: ProfileProps) {
  return (
    <>
      <Wishes {...props} />
      <Constraints {...props} />
      <Interviews {...props} />
      <Remembered {...props} />
    </>
  )
}

function Edit(props: { person: string; section: 'wishes' | 'constraints'; entry: string; mayWrite: boolean }) {
  const { t } = usePage()
  if (!props.mayWrite) return null
  const { person, section, entry } = props
  return (
    <a class="nc-noprint nc-s" href={paths.correct.to({ person, section, entry })}>
      {t('profile.correct')}
      <span class="visually-hidden"> {t(`interview.section.${section}`)}</span>
    </a>
  )
}

function Wishes(props: ProfileProps) {
  const { t } = usePage()
  const { wishes } = props.profile
  const words = useWords(props.choices)
  return (
    <Section
      title={t('profile.wishes')}
      action={!wishes && <Add person={props.person.id} section="wishes" mayWrite={props.mayWrite} />}
    >
      {wishes ? (
        <div class="nc-stack nc-tight">
          {wishes.aims.length > 0 && <p>{words.listed(wishes.aims.map(aim => t(`interview.wishes.aims.${aim}`)))}</p>}
          {wishes.pictures.length > 0 && <p>{words.pictures(wishes.pictures)}</p>}
          {wishes.words && (
            <p>
              <Own words={wishes.words} />
            </p>
          )}
          {wishes.hours && <p>{t(`interview.wishes.hours.${wishes.hours}`)}</p>}
          {wishes.start && <p>{t(`interview.wishes.start.${wishes.start}`)}</p>}
          <p class="nc-row">
            <SaidBy stated={wishes} keeper={props.keeper} />
            <Edit person={props.person.id} section="wishes" entry={wishes.entry} mayWrite={props.mayWrite} />
          </p>
        </div>
      ) : (
        <p class="nc-soft">{t('profile.wishes.none')}</p>
      )}
    </Section>
  )
}

function useWindow(constraint: Constraint | undefined): string | undefined {
  const { t } = usePage()
  if (!constraint) return undefined
  const [from, until] = [clockOf(constraint.earliest), clockOf(constraint.latest)]
  if (from && until) return t('profile.window', { from, until })
  if (from) return t('profile.window.from', { from })
  return until ? t('profile.window.until', { until }) : undefined
}

function Constraints(props: ProfileProps) {
  const { t, lang, list } = usePage()
  const { constraints } = props.profile
  const window = useWindow(constraints)
  return (
    <Section
      title={t('profile.constraints')}
      action={!constraints && <Add person={props.person.id} section="constraints" mayWrite={props.mayWrite} />}
    >
      {constraints ? (
        <div class="nc-stack nc-tight">
          {window && <p>{window}</p>}
          {constraints.days.length > 0 && (
            <p>
              {t('profile.days', { days: list(constraints.days.map(day => t(`interview.constraints.days.${day}`))) })}
            </p>
          )}
          {constraints.mobility.length > 0 && (
            <p>
              {t('profile.mobility', {
                means: list(
                  constraints.mobility.map(means => lowered(t(`interview.constraints.mobility.${means}`), lang)),
                ),
              })}
            </p>
          )}
          {constraints.travel && <p>{t(`profile.travel.${constraints.travel}`)}</p>}
          {constraints.childcare === 'needed' && <p>{t('profile.childcare.needed')}</p>}
          {constraints.words && (
            <p>
              <Own words={constraints.words} />
            </p>
          )}
          <p class="nc-s nc-soft">{t('profile.constraints.note')}</p>
          <p class="nc-row">
            <SaidBy stated={constraints} keeper={props.keeper} />
            <Edit person={props.person.id} section="constraints" entry={constraints.entry} mayWrite={props.mayWrite} />
          </p>
        </div>
      ) : (
        <p class="nc-soft">{t('profile.constraints.none')}</p>
      )}
    </Section>
  )
}

function Interviews(props: ProfileProps) {
  const { t } = usePage()
  const { interviews } = props.profile
  if (interviews.length === 0) return null
  return (
    <Section title={t('profile.interviews')}>
      <ul class="nc-list nc-stack nc-tight">
        {interviews.map(interview => (
          <li>
            <HeldLine interview={interview} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function HeldLine(props: { interview: InterviewHeader }) {
  const { t, dateLong, languageName } = usePage()
  const { interview } = props
  return (
    <>
      <b>{dateLong(interview.heldOn)}</b>
      {interview.place && (
        <>
          , <bdi>{interview.place}</bdi>
        </>
      )}
      <span class="nc-line nc-s nc-soft">
        {t('profile.interview.in', { language: languageName(interview.personLang) })}{' '}
        {interview.interpreterLang &&
          t('profile.interview.interpreter', { language: languageName(interview.interpreterLang) })}
      </span>
    </>
  )
}

/** What was not said, so that it is not asked again by mistake; what she found wrong, so that it is put right. */
function Remembered(props: ProfileProps) {
  const { t } = usePage()
  if (props.remembered.length === 0) return null
  const wrong = props.remembered.filter(({ answer }) => answer === 'wrong')
  const silent = props.remembered.filter(({ answer }) => answer !== 'wrong')
  return (
    // Notes do not go onto paper that may be handed to somebody else.
    <div class="nc-stack nc-noprint">
      {wrong.length > 0 && (
        <Sheet title={t('profile.wrong')} next>
          {wrong.map(({ question, note }) => (
            <p>
              {t(`profile.wrong.${question}`)} <Own words={note} />
              {props.mayWrite && (
                <span class="nc-line nc-noprint">
                  <a
                    href={registry[question === 'permitRight' ? 'permits' : 'identity'].to({ person: props.person.id })}
                  >
                    {t(`profile.wrong.${question}.fix`)}
                  </a>
                </span>
              )}
            </p>
          ))}
        </Sheet>
      )}
      {silent.length > 0 && (
        <Section title={t('profile.silent')}>
          <ul class="nc-list nc-s">
            {silent.map(({ section, question, answer }) => (
              <li>
                {t(`interview.${section}.${question}`)} <span class="nc-soft">{t(`interview.gap.${answer}`)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}
