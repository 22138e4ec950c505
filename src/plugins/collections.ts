import type { CollectionConfig } from 'payload'
import { Curricula } from '../collections/Curricula.js'
import { Courses } from '../collections/content/Courses.js'
import { Kits } from '../collections/content/Kits.js'
import { Lessons } from '../collections/content/Lessons.js'
import { Plans } from '../collections/content/Plans.js'
import { Proposals } from '../collections/content/Proposals.js'
import { Reviews } from '../collections/content/Reviews.js'
import { Sections } from '../collections/content/Sections.js'
import { DrillSeries } from '../collections/DrillSeries.js'
import { Drills } from '../collections/Drills.js'
import { generated, sparing } from '../collections/generated.js'
import { GenerationAdmissions } from '../collections/generation/GenerationAdmissions.js'
import { GenerationBreakers } from '../collections/generation/GenerationBreakers.js'
import { GenerationBudgets } from '../collections/generation/GenerationBudgets.js'
import { GenerationLogs } from '../collections/generation/GenerationLogs.js'
import { GenerationMaintenance } from '../collections/generation/GenerationMaintenance.js'
import { GenerationRuns } from '../collections/generation/GenerationRuns.js'
import { GenerationSteps } from '../collections/generation/GenerationSteps.js'
import { GenerationUsage } from '../collections/generation/GenerationUsage.js'
import { GenerationWorkers } from '../collections/generation/GenerationWorkers.js'
import { guarded } from '../collections/guarded.js'
import { labelled } from '../collections/labelled.js'
import { overridden } from '../collections/overridden.js'
import { Positions } from '../collections/Positions.js'
import { Profiles } from '../collections/Profiles.js'
import { namedShortly } from '../collections/tableNames.js'
import { judgedOnAdmission } from '../hooks/admitRun.js'
import type { Settings } from '../options/Settings.js'
import type { RunKind } from '../runs/kind/RunKind.js'

/** All collections of ours, each with what it shares with others; last, as the host wants them. */
export const ourCollections = (settings: Settings, kinds: readonly RunKind[]): CollectionConfig[] =>
  [
    Positions(settings),
    Curricula(settings),
    Profiles(settings),
    DrillSeries(settings, kinds),
    Drills(settings),
    Lessons(settings),
    Sections(settings),
    Courses(settings, kinds),
    Plans(settings),
    Kits(settings),
    Reviews(settings),
    Proposals(settings),
    GenerationRuns(settings, kinds),
    GenerationSteps(settings),
    GenerationLogs(settings),
    GenerationBreakers(settings),
    GenerationAdmissions(settings),
    GenerationUsage(settings),
    GenerationBudgets(settings),
    GenerationWorkers(settings),
    GenerationMaintenance(settings),
  ]
    .map(generated(settings))
    .map(labelled)
    .map(namedShortly)
    .map(overridden(settings))
    .map(sparing(settings))
    .map((collection) =>
      guarded(collection, collection.slug === settings.slugs.generationRuns ? { judgedFields: judgedOnAdmission } : {}),
    )
