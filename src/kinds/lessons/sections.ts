import { isStaged } from '../../generators/content/format.js'
import type { Section, Settings } from '../../options/Settings.js'
import { plansSection } from '../../plans/lookUpPlan.js'
import { formatsOf } from '../asked.js'
import { lessonsSection } from '../lessonBatches/plannedLesson.js'
import { kitSection } from '../sources/kitSummary.js'
import { stagedSection } from '../staged/stagedSection.js'

/** What `model.sections` may name of lessons: those in batches, plans, and each section of a staged format. */
export const lessonSections = (settings: Settings): Section[] => [
  lessonsSection,
  kitSection,
  plansSection,
  ...formatsOf(settings, 'lesson')
    .filter(isStaged)
    .flatMap((format) => format.sections.map((section) => stagedSection(format, section))),
]
