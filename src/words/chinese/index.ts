import type { Translation } from '../translation.js'
import { chineseBoards } from './boards.js'
import { chineseDashboard } from './dashboard.js'
import { chineseGenerating } from './generating.js'
import { chineseImporting } from './importing.js'
import { chineseKinds } from './kinds.js'
import { chineseLabels } from './labels.js'
import { chineseLedger } from './ledger.js'
import { chineseLimits, chineseUsage } from './limits.js'
import { chineseMap } from './map.js'
import { chineseOutline } from './outline.js'
import { chinesePeople } from './people.js'
import { chinesePlans } from './plans.js'
import { chineseRefusals } from './refusals.js'
import { chineseCourses, chineseInputs, chineseLessons } from './requests.js'
import { chineseReview } from './review.js'
import { chineseSeries } from './series.js'
import { chineseShared } from './shared.js'

/** The Simplified Chinese of the admin panel. */
export const chinese = {
  ...chineseLabels,
  ...chineseBoards,
  ...chinesePlans,
  ...chinesePeople,
  ...chineseOutline,
  ...chineseMap,
  ...chineseReview,
  ...chineseLimits,
  ...chineseUsage,
  ...chineseLedger,
  ...chineseRefusals,
  ...chineseDashboard,
  ...chineseGenerating,
  ...chineseSeries,
  ...chineseShared,
  ...chineseKinds,
  courses: chineseCourses,
  lessons: chineseLessons,
  inputs: chineseInputs,
  importing: chineseImporting,
} satisfies Translation
