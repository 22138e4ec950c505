import type { Translation } from '../translation.js'
import { spanishBoards } from './boards.js'
import { spanishDashboard } from './dashboard.js'
import { spanishGenerating } from './generating.js'
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
  ...spanishKinds,
  courses: spanishCourses,
  lessons: spanishLessons,
  inputs: spanishInputs,
  amounts: {
    unknownPrice: 'precio desconocido',
    free: '$0',
    lessThan: 'menos de {{amount}}',
    moreThan: 'más de {{amount}}',
    seconds: '{{seconds}} s',
    minutes: '{{minutes}} min {{seconds}} s',
    hours: '{{hours}} h {{minutes}} min',
    bytes: '{{size}} bytes',
    kB: '{{size}} kB',
    MB: '{{size}} MB',
    GB: '{{size}} GB',
  },
  shared: {
    unreachable: 'No se puede acceder al servidor. Compruebe la conexión y vuelva a intentarlo.',
    unexpected: 'El servidor dio una respuesta que no se puede leer.',
    wrongStatus: 'La ejecución ha avanzado entretanto: su estado actual es «{{status}}».',
    loading: 'Cargando…',
  },
} satisfies Translation
