// SPDX-License-Identifier: EUPL-1.2
import type { DemoDoor } from '#platform/auth/demo.ts'
import { ActionButton, ButtonLink } from '#platform/ui/form.tsx'
import { PublicPage } from '#platform/ui/layout.tsx'
import { Progress } from '#platform/ui/nc/figures.tsx'
import { Sheet, Two } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from '../app.paths.ts'
import type { Making } from './making.ts'

const OWN_FOLDER = 'DATA_DIR=../mia-rete npm start'

/** The region is being made; the page asks again by itself. */
export function MakingPage({ making }: { making: Making }) {
  const { t } = usePage()
  return (
    <PublicPage title={t('demo.making.title')} lead={t('demo.making.lead')}>
      <Sheet>
        <Progress
          label={t(`demo.making.${making.stage}`)}
          value={making.done}
          max={making.of}
          note={making.of > 1 && t('demo.making.count', { done: making.done, of: making.of })}
        />
        <p>
          <a href={paths.demo.to()}>{t('demo.making.again')}</a>
        </p>
      </Sheet>
    </PublicPage>
  )
}

/** Something stopped the making: what is there is no region. */
export function UnfinishedPage() {
  const { t } = usePage()
  return (
    <PublicPage title={t('demo.unfinished.title')} lead={t('demo.unfinished.lead')}>
      <OwnFolder text={t('demo.unfinished.how')} command="DATA_DIR=../regione-di-prova npm start" />
    </PublicPage>
  )
}

const OwnFolder = ({ text, command }: { text: string; command: string }) => (
  <Sheet>
    <p>{text}</p>
    <p>
      <code class="nc-code" dir="ltr">
        {command}
      </code>
    </p>
  </Sheet>
)

const shown = ['case-worker', 'cpi-operator', 'coordinator', 'auditor', 'administrator'] as const

/** One door for each role, and hers. */
export function DoorsPage({ doors, people }: { doors: readonly DemoDoor[]; people: number }) {
  const { t } = usePage()
  const open = shown.flatMap(role => doors.filter(door => door.role === role))
  return (
    <PublicPage title={t('demo.doors.title')} lead={t('demo.doors.lead')} wide>
      <Two>
        {open.map((door, at) => (
          <Sheet next={at === 0} title={t(`demo.door.${door.role}`)} kicker={<WhoIs {...door} />}>
            <p>{t(`demo.door.${door.role}.what`, { people })}</p>
            <ButtonLink
              look={at === 0 ? 'primary' : 'outline'}
              href={new URL(door.url).pathname}
              label={t('demo.enter')}
            />
          </Sheet>
        ))}
        <Sheet title={t('demo.door.person')} kicker={<bdi>Samira Al Nouri</bdi>}>
          <p>{t('demo.door.person.what')}</p>
          <ActionButton action={paths.demoHerself.to()} label={t('demo.door.person.open')} />
        </Sheet>
      </Two>
      <OwnFolder text={t('demo.own-network')} command={OWN_FOLDER} />
    </PublicPage>
  )
}

const WhoIs = ({ name, organisation }: Pick<DemoDoor, 'name' | 'organisation'>) => (
  <>
    <bdi>{name}</bdi>, <bdi>{organisation}</bdi>
  </>
)
