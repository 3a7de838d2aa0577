// SPDX-License-Identifier: EUPL-1.2
import type { ProgrammeId } from '#lib/ids.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { type FieldError, fieldErrors, type FormState, refused } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import { CorrectProgrammePage } from './correct-programme.page.tsx'
import { correctProgramme } from './programme.act.ts'
import { CorrectProgramme, ProgrammeParams } from './programme.form.ts'
import { leads } from './programme.ts'
import { daysOf, getProgramme } from './programme.store.ts'
import { paths } from './programmes.paths.ts'

async function correctPage({ tx, viewer }: InScope, id: ProgrammeId, form?: FormState): Promise<Answer> {
  const programme = await getProgramme(tx, id)
  const mayChange = leads(viewer, programme)
  return page(CorrectProgrammePage, { programme, mayChange, form }, form ? 422 : 200)
}

/** A period holds what was done in it: shortening it past an act would take from the count what stands in it. */
async function leftOut({ tx }: InScope, id: ProgrammeId, given: CorrectProgramme): Promise<FieldError[]> {
  const { first, last } = await daysOf(tx, id)
  const errors: FieldError[] = []
  if (first && first < given.startsOn) errors.push({ field: 'startsOn', code: 'programme.starts.leaves-out' })
  if (last && last > given.endsOn) errors.push({ field: 'endsOn', code: 'programme.ends.leaves-out' })
  return errors
}

export const correctRoutes: Routes = async app => {
  app.get(
    paths.correct.pattern,
    { config: { role: 'coordinator', purpose: 'reporting' }, schema: { hide: true, params: ProgrammeParams } },
    async (request, reply) => send(reply, await request.inScope(scope => correctPage(scope, request.params.programme))),
  )

  app.post(
    paths.correct.pattern,
    {
      config: { role: 'coordinator', purpose: 'reporting', records: 'programme.corrected' },
      schema: { hide: true, params: ProgrammeParams, body: CorrectProgramme },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope => {
          const { programme } = request.params
          const errors = fieldErrors(request) ?? (await leftOut(scope, programme, request.body))
          if (errors.length > 0) return correctPage(scope, programme, refused(errors, request.typed))
          await correctProgramme(scope.tx, programme, request.body)
          return redirect(paths.programme.to({ programme }))
        }),
      ),
  )
}
