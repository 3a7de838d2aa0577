// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

export const paths = {
  people: path('/people'),
  newPerson: path('/people/new'),
  /** The person's file, which the portal draws. */
  file: path('/people/:person'),
  identity: path('/people/:person/identity'),
  contacts: path('/people/:person/contacts'),
  restricted: path('/people/:person/restricted'),
  permits: path('/people/:person/permits'),
  notice: path('/people/:person/notice'),
  samePerson: path('/people/:person/same-person'),
  apart: path('/people/:person/two-people'),
  askAgain: path('/people/:person/two-people/again'),
  undoSamePerson: path('/people/:person/same-person/:link/undo'),
  rules: path('/rules'),
  confirmRule: path('/rules/:rule/confirm'),
}
