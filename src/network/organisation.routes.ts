// SPDX-License-Identifier: EUPL-1.2
import { record } from '#ledger/index.ts'
import type { OrganisationId } from '#lib/ids.ts'
import { hideReferrer } from '#platform/auth/cookies.ts'
import {
  invite,
  inviteToReset,
  type Link,
  pendingInvitations,
  renewInvitation,
  withdrawInvitation,
} from '#platform/auth/invitations.ts'
import { endMember, getMember, isMemberOn, membersOf } from '#platform/auth/memberships.ts'
import { refuse } from '#platform/auth/refusals.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { addOrganisation } from './add-organisation.store.ts'
import { again } from './form-again.ts'
import { paths } from './network.paths.ts'
import {
  AddOrganisation,
  AddUnit,
  EditOrganisation,
  InvitationParams,
  InviteMember,
  MemberParams,
  OrganisationParams,
} from './organisation.form.ts'
import { OrganisationPage, type OrganisationPageProps, OrganisationsPage } from './organisation.page.tsx'
import {
  addUnit,
  getOrganisation,
  isNameTaken,
  organisationsIn,
  saveOrganisation,
  unitsIn,
} from './organisation.store.ts'
import { rolesIn } from './organisation.ts'

type Forms = Pick<OrganisationPageProps, 'link' | 'inviteForm' | 'detailsForm' | 'unitForm'>

async function organisationPage(tx: Tx, id: OrganisationId, forms: Forms = {}, status = 200): Promise<Answer> {
  const organisation = await getOrganisation(tx, id)
  const [members, invitations, units] = [
    await membersOf(tx, { organisation: id }),
    await pendingInvitations(tx, id),
    await unitsIn(tx),
  ]
  return page(OrganisationPage, { organisation, members, invitations, units, ...forms }, status)
}

async function organisationsPage(
  tx: Tx,
  form?: Parameters<typeof OrganisationsPage>[0]['form'],
  status = 200,
): Promise<Answer> {
  const { today } = scopeOf(tx)
  const [organisations, members, invited] = [
    await organisationsIn(tx),
    await membersOf(tx),
    await pendingInvitations(tx),
  ]
  const rows = organisations.map(each => ({
    organisation: each,
    members: members.filter(member => member.organisation === each.id && isMemberOn(member, today)).length,
    invited: invited.filter(invitation => invitation.organisation === each.id).length,
  }))
  return page(OrganisationsPage, { rows, form }, status)
}

const administrator = { role: 'administrator' } as const

/** Organisations, their members and invitations. */
export const organisationRoutes: Routes = async app => {
  app.get(paths.organisations.pattern, { config: administrator, schema: { hide: true } }, async (request, reply) =>
    send(reply, await request.inScope(({ tx }) => organisationsPage(tx))),
  )

  app.post(
    paths.organisations.pattern,
    {
      config: { ...administrator, records: 'organisation.added' },
      schema: { hide: true, body: AddOrganisation },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const answer = await request.inScope(async ({ tx }) => {
        if (errors) return organisationsPage(tx, again(request.body, errors), 422)
        if (await isNameTaken(tx, request.body.name)) return organisationsPage(tx, again(request.body, taken), 409)
        return redirect(paths.organisation.to({ organisation: await addOrganisation(tx, request.body) }))
      })
      return send(reply, answer)
    },
  )

  app.get(
    paths.organisation.pattern,
    { config: administrator, schema: { hide: true, params: OrganisationParams } },
    async (request, reply) =>
      send(reply, await request.inScope(({ tx }) => organisationPage(tx, request.params.organisation))),
  )

  app.post(
    paths.editOrganisation.pattern,
    {
      config: { ...administrator, records: 'organisation.changed' },
      schema: { hide: true, params: OrganisationParams, body: EditOrganisation },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const { organisation: id } = request.params
      const answer = await request.inScope(async ({ tx }) => {
        const redraw = (found: typeof taken, status: number) =>
          organisationPage(tx, id, { detailsForm: again(request.body, found) }, status)
        if (errors) return redraw([...errors], 422)
        const { version, ...change } = request.body
        if (await isNameTaken(tx, change.name, id)) return redraw(taken, 409)
        await saveOrganisation(tx, { ...(await getOrganisation(tx, id)), version }, change)
        return redirect(paths.organisation.to({ organisation: id }))
      })
      return send(reply, answer)
    },
  )

  app.post(
    paths.addUnit.pattern,
    {
      config: { ...administrator, records: 'unit.added' },
      schema: { hide: true, params: OrganisationParams, body: AddUnit },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const { organisation } = request.params
      const answer = await request.inScope(async ({ tx }) => {
        if (errors) return organisationPage(tx, organisation, { unitForm: again(request.body, errors) }, 422)
        await addUnit(tx, organisation, request.body.unitName)
        return redirect(paths.organisation.to({ organisation }))
      })
      return send(reply, answer)
    },
  )

  await app.register(memberRoutes)
}

/** Inviting and ending: each link is drawn on the page that answers, because it can be shown only once. */
const memberRoutes: Routes = async app => {
  app.post(
    paths.invite.pattern,
    {
      config: { ...administrator, records: 'member.invited' },
      schema: { hide: true, params: OrganisationParams, body: InviteMember },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const { organisation: id } = request.params
      hideReferrer(reply)
      const answer = await request.inScope(async ({ tx }) => {
        const organisation = await getOrganisation(tx, id)
        if (errors) return organisationPage(tx, id, { inviteForm: again(request.body, errors) }, 422)
        if (!rolesIn(organisation.kind).includes(request.body.role)) {
          const form = again(request.body, [{ field: 'role', code: 'member.role-not-here' }])
          return organisationPage(tx, id, { inviteForm: form }, 422)
        }
        const link = await invite(tx, { ...request.body, organisation: id })
        await record(tx, 'member.invited', {
          fields: { invitation: link.id, organisation: id, role: request.body.role },
        })
        return organisationPage(tx, id, { link: shown(link, 'join') })
      })
      return send(reply, answer)
    },
  )

  app.post(
    paths.renewInvitation.pattern,
    { config: { ...administrator, records: 'member.invited' }, schema: { hide: true, params: InvitationParams } },
    async (request, reply) => {
      hideReferrer(reply)
      const answer = await request.inScope(async ({ tx }) => {
        const link = await renewInvitation(tx, request.params.invitation)
        const { organisation, role } = await pending(tx, request.params.invitation)
        await record(tx, 'member.invited', { fields: { invitation: link.id, organisation, role } })
        return organisationPage(tx, organisation, { link: shown(link, 'join') })
      })
      return send(reply, answer)
    },
  )

  app.post(
    paths.withdrawInvitation.pattern,
    { config: { ...administrator, records: 'invitation.withdrawn' }, schema: { hide: true, params: InvitationParams } },
    async (request, reply) => {
      const answer = await request.inScope(async ({ tx }) => {
        const { organisation } = await pending(tx, request.params.invitation)
        await withdrawInvitation(tx, request.params.invitation)
        await record(tx, 'invitation.withdrawn', { fields: { invitation: request.params.invitation, organisation } })
        return redirect(paths.organisation.to({ organisation }))
      })
      return send(reply, answer)
    },
  )

  app.post(
    paths.endMember.pattern,
    { config: { ...administrator, records: 'member.ended' }, schema: { hide: true, params: MemberParams } },
    async (request, reply) => {
      const answer = await request.inScope(async ({ tx }) => {
        const member = await endMember(tx, request.params.membership)
        const { membership, organisation, role } = member
        await record(tx, 'member.ended', { fields: { membership, organisation, role } })
        return redirect(paths.organisation.to({ organisation }))
      })
      return send(reply, answer)
    },
  )

  app.post(
    paths.resetMember.pattern,
    { config: { ...administrator, records: 'member.invited' }, schema: { hide: true, params: MemberParams } },
    async (request, reply) => {
      hideReferrer(reply)
      const answer = await request.inScope(async ({ tx }) => {
        const member = await getMember(tx, request.params.membership)
        const link = inviteToReset(tx, member)
        const { organisation, role, membership } = member
        await record(tx, 'member.invited', { fields: { invitation: link.id, organisation, role, membership } })
        return organisationPage(tx, organisation, { link: shown(link, 'reset') })
      })
      return send(reply, answer)
    },
  )
}

const shown = ({ url, expiresAt }: Link, kind: 'join' | 'reset') => ({ url, expiresAt, kind })

/** An invitation that can still be renewed or withdrawn; any other is not found. */
async function pending(tx: Tx, id: string) {
  const found = (await pendingInvitations(tx)).find(each => each.id === id)
  return found ?? refuse('invitation.not-found')
}

const taken = [{ field: 'name', code: 'organisation.name-taken' }]
