// SPDX-License-Identifier: EUPL-1.2
// Her own page and what a signing code opened: the session says which of the two, and the method follows from it.
import type { FastifyRequest } from 'fastify'
import type { InScope } from '#platform/http/routes.ts'
import type { Routes } from '#platform/http/routes.ts'
import { type Answer, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors, refused } from '#platform/http/field-errors.ts'
import { paths } from './plans.paths.ts'
import { refuse } from './refusals.ts'
import { methodOf } from './signature.ts'
import { AskCorrection, SignMeetingOrPlan, SubjectParams } from './signature.form.ts'
import { type Asked, askedOf } from './signing.act.ts'
import { askAnswer, objectAnswer, objectPage, signAnswer, type Way } from './signing.answer.ts'
import { readSubject, type SigningSubject } from './signing-subject.ts'

const role = 'person'

function subjectOf(text: string): SigningSubject {
  return readSubject(text) ?? refuse('plan.not-found')
}

/** A session that a code opened signs by that code and goes nowhere else; her own session leads back to her page. */
function wayOf({ viewer }: InScope, request: FastifyRequest, subject: string): Way {
  const came = viewer.signing?.method ?? 'own-page'
  const { t } = request.view()
  return {
    places: {
      sign: paths.sign.to({ subject }),
      no: paths.signNo.to({ subject }),
      back: viewer.signing ? undefined : { href: '/my', label: t('done.back') },
    },
    withPin: methodOf(came, true) ?? 'own-page-and-pin',
    withoutPin: methodOf(came, false),
  }
}

async function at<T>(
  request: FastifyRequest,
  text: string,
  work: (scope: InScope, asked: Asked, way: Way) => Promise<T>,
): Promise<T> {
  return request.inScope(async scope => {
    const { person } = scope.viewer
    if (!person) return refuse('plan.not-found')
    return work(scope, await askedOf(scope.tx, person, subjectOf(text)), wayOf(scope, request, text))
  })
}

export const signingRoutes: Routes = async app => {
  app.get(
    paths.sign.pattern,
    { config: { role }, schema: { hide: true, params: SubjectParams } },
    async (request, reply) =>
      send(reply, await at(request, request.params.subject, ({ tx }, asked, way) => askAnswer(tx, asked, way))),
  )

  app.post(
    paths.sign.pattern,
    {
      config: { role, records: ['hours.signed', 'plan.agreed'] },
      schema: { hide: true, params: SubjectParams, body: SignMeetingOrPlan },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await at(request, request.params.subject, async ({ tx }, asked, way): Promise<Answer> => {
          const errors = fieldErrors(request)
          if (errors) return askAnswer(tx, asked, way, { errors, values: {} }, 422)
          const done = await signAnswer(tx, asked, way, request.body)
          return done === true ? redirect(way.places.sign) : done
        }),
      ),
  )

  app.get(
    paths.signNo.pattern,
    { config: { role }, schema: { hide: true, params: SubjectParams } },
    async (request, reply) =>
      send(reply, await at(request, request.params.subject, async (_, asked, way) => objectPage(asked, way))),
  )

  app.post(
    paths.signNo.pattern,
    {
      config: { role, unrecorded: 'an objection changes no hours: what the operator does about it is recorded' },
      schema: { hide: true, params: SubjectParams, body: AskCorrection },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await at(request, request.params.subject, async ({ tx, lang }, asked, way) => {
          const errors = fieldErrors(request)
          if (errors) return objectPage(asked, way, refused(errors, request.typed))
          return objectAnswer(tx, asked, way, { ...request.body, lang })
        }),
      ),
  )
}
