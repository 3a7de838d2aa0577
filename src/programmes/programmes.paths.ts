// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

export const paths = {
  programmes: path('/programmes'),
  newProgramme: path('/programmes/new'),
  programme: path('/programmes/:programme'),
  correct: path('/programmes/:programme/correct'),
  organisation: path('/programmes/:programme/organisations/:organisation'),
  partners: path('/programmes/:programme/partners'),
  partner: path('/programmes/:programme/partners/:organisation'),
  head: path('/programmes/:programme/heads/:head'),
  defects: path('/programmes/:programme/defects/:defect'),
  exportReport: path('/programmes/:programme/export'),
  spend: path('/programmes/:programme/spend'),
  enrol: path('/people/:person/enrol'),
  endEnrolment: path('/people/:person/enrol/:enrolment/end'),
}
