import type { Translation } from '../translation.js'
import { frenchBoards } from './boards.js'
import { frenchDashboard } from './dashboard.js'
import { frenchKinds } from './kinds.js'
import { frenchLabels } from './labels.js'
import { frenchLedger } from './ledger.js'
import { frenchLimits, frenchUsage } from './limits.js'
import { frenchMap } from './map.js'
import { frenchOutline } from './outline.js'
import { frenchPeople } from './people.js'
import { frenchPlans } from './plans.js'
import { frenchRefusals } from './refusals.js'
import { frenchCourses, frenchInputs, frenchLessons } from './requests.js'
import { frenchReview } from './review.js'
import { frenchRuns } from './runs.js'
import { frenchSeries } from './series.js'

/** The French of the admin panel. Its form for one is that for none too, so it says the number. */
export const french = {
  ...frenchLabels,
  ...frenchBoards,
  ...frenchPlans,
  ...frenchPeople,
  ...frenchOutline,
  ...frenchMap,
  ...frenchReview,
  ...frenchLimits,
  ...frenchUsage,
  ...frenchLedger,
  ...frenchRefusals,
  ...frenchDashboard,
  ...frenchRuns,
  ...frenchSeries,
  ...frenchKinds,
  courses: frenchCourses,
  lessons: frenchLessons,
  inputs: frenchInputs,
  amounts: {
    unknownPrice: 'prix inconnu',
    free: 'nul',
    lessThan: 'moins de {{amount}}',
    moreThan: 'plus de {{amount}}',
    seconds: '{{seconds}} s',
    minutes: '{{minutes}} min {{seconds}} s',
    hours: '{{hours}} h {{minutes}} min',
    bytes: '{{size}} octets',
    kB: '{{size}} ko',
    MB: '{{size}} Mo',
    GB: '{{size}} Go',
  },
  shared: {
    unreachable: 'Le serveur est injoignable. Vérifiez la connexion et réessayez.',
    unexpected: 'Le serveur a donné une réponse illisible.',
    wrongStatus: 'L’exécution a avancé entre-temps : son état est maintenant « {{status}} ».',
    loading: 'Chargement…',
  },
} satisfies Translation
