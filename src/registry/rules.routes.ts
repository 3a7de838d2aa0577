// SPDX-License-Identifier: EUPL-1.2
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { openRules } from './permit-kind.ts'
import { RuleParams } from './rules.form.ts'
import { paths } from './registry.paths.ts'
import { RulesPage } from './rules.page.tsx'
import { confirmRule, ruleChecks } from './work.store.ts'

export const rulesRoutes: Routes = async app => {
  app.get(paths.rules.pattern, { config: { role: 'administrator' }, schema: { hide: true } }, async (request, reply) =>
    send(
      reply,
      await request.inScope(async ({ tx }) => page(RulesPage, { rules: openRules, checks: await ruleChecks(tx) })),
    ),
  )

  app.post(
    paths.confirmRule.pattern,
    {
      config: { role: 'administrator', records: 'rule.confirmed' },
      schema: { hide: true, params: RuleParams },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer }) => {
          fieldErrors(request)
          await confirmRule(tx, request.params.rule, viewer.displayName)
          return redirect(paths.rules.to())
        }),
      ),
  )
}
