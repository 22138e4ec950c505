import type { Translation } from '../translation.js'
import { spanishBoards } from './boards.js'
import { spanishDashboard } from './dashboard.js'
import { spanishGenerating } from './generating.js'
import { spanishImporting } from './importing.js'
import { spanishKinds } from './kinds.js'
import { spanishLabels } from './labels.js'
import { spanishLedger } from './ledger.js'
import { spanishLimits, spanishUsage } from './limits.js'
import { spanishMap } from './map.js'
import { spanishOutline } from './outline.js'
import { spanishPeople } from './people.js'
import { spanishPlans } from './plans.js'
import { spanishRefusals } from './refusals.js'
import { spanishCourses, spanishInputs, spanishLessons } from './requests.js'
import { spanishReview } from './review.js'
import { spanishSeries } from './series.js'
import { spanishShared } from './shared.js'

/** The Spanish of the admin panel. */
export const spanish = {
  ...spanishLabels,
  ...spanishBoards,
  ...spanishPlans,
  ...spanishPeople,
  ...spanishOutline,
  ...spanishMap,
  ...spanishReview,
  ...spanishLimits,
  ...spanishUsage,
  ...spanishLedger,
  ...spanishRefusals,
  ...spanishDashboard,
  ...spanishGenerating,
  ...spanishSeries,
  ...spanishShared,
  ...spanishKinds,
  courses: spanishCourses,
  lessons: spanishLessons,
  inputs: spanishInputs,
  importing: spanishImporting,
} satisfies Translation
