// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

/** Every page about a person carries her in its address, so that the opening is logged by the route's declaration. */
export const paths = {
  /** The person's file is portal's page; it is named here because every page of ours leads back to it. */
  person: path('/people/:person'),
  plan: path('/people/:person/plan'),
  newPlan: path('/people/:person/plan/new'),
  changePlan: path('/people/:person/plan/change'),
  signPlan: path('/people/:person/plan/sign'),
  askPlan: path('/people/:person/plan/ask'),
  turnPlan: path('/people/:person/plan/turned'),
  turnPlanNo: path('/people/:person/plan/turned/no'),
  closePlan: path('/people/:person/plan/close'),
  book: path('/people/:person/meetings/new'),
  meeting: path('/people/:person/meetings/:meeting'),
  hold: path('/people/:person/meetings/:meeting/hold'),
  drop: path('/people/:person/meetings/:meeting/drop'),
  undo: path('/people/:person/meetings/:meeting/undo'),
  explain: path('/people/:person/meetings/:meeting/explain'),
  ask: path('/people/:person/meetings/:meeting/ask'),
  turn: path('/people/:person/meetings/:meeting/turned'),
  turnNo: path('/people/:person/meetings/:meeting/turned/no'),
  hours: path('/hours'),
  /** Her own page, and what a signing code opens: `subject` names the one act (signing-subject.ts). */
  sign: path('/my/sign/:subject'),
  signNo: path('/my/sign/:subject/no'),
} as const
