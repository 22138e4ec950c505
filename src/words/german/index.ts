import type { Translation } from '../translation.js'
import { germanBoards } from './boards.js'
import { germanDashboard } from './dashboard.js'
import { germanKinds } from './kinds.js'
import { germanLabels } from './labels.js'
import { germanLedger } from './ledger.js'
import { germanLimits, germanUsage } from './limits.js'
import { germanMap } from './map.js'
import { germanOutline } from './outline.js'
import { germanPeople } from './people.js'
import { germanPlans } from './plans.js'
import { germanRefusals } from './refusals.js'
import { germanCourses, germanInputs, germanLessons } from './requests.js'
import { germanReview } from './review.js'
import { germanRuns } from './runs.js'
import { germanSeries } from './series.js'

/** The German of the admin panel. */
export const german = {
  ...germanLabels,
  ...germanBoards,
  ...germanPlans,
  ...germanPeople,
  ...germanOutline,
  ...germanMap,
  ...germanReview,
  ...germanLimits,
  ...germanUsage,
  ...germanLedger,
  ...germanRefusals,
  ...germanDashboard,
  ...germanRuns,
  ...germanSeries,
  ...germanKinds,
  courses: germanCourses,
  lessons: germanLessons,
  inputs: germanInputs,
  amounts: {
    unknownPrice: 'Preis unbekannt',
    free: 'keine',
    lessThan: 'weniger als {{amount}}',
    moreThan: 'über {{amount}}',
    seconds: '{{seconds}} s',
    minutes: '{{minutes}} min {{seconds}} s',
    hours: '{{hours}} h {{minutes}} min',
    bytes: '{{size}} Byte',
    kB: '{{size}} kB',
    MB: '{{size}} MB',
    GB: '{{size}} GB',
  },
  shared: {
    unreachable: 'Der Server ist nicht erreichbar. Prüfen Sie die Verbindung, und versuchen Sie es erneut.',
    unexpected: 'Die Antwort des Servers ist nicht lesbar.',
    wrongStatus: 'Der Lauf ist inzwischen weiter; sein Status ist jetzt „{{status}}“.',
    loading: 'Wird geladen …',
  },
} satisfies Translation
