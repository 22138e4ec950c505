import { type Format, isStaged } from '../../generators/content/format.js'
import type { SectionDefinition } from '../../generators/content/section.js'
import type { Section, Settings } from '../../options/Settings.js'
import { plansSection } from '../../plans/lookUpPlan.js'
import { kitSection } from '../kit.js'
import { lessonFormats } from './input.js'

/** By which `model.sections` names calls for lessons of one section. */
export const lessonsSection: Section = { name: 'lessons', tier: 'complex', isHeavy: false }

/** What `model.sections` may name of lessons: those in batches, plans, and each section of a staged format. */
export const lessonSections = (settings: Settings): Section[] => [
  lessonsSection,
  kitSection,
  plansSection,
  ...lessonFormats(settings)
    .filter(isStaged)
    .flatMap((format) => format.sections.map((section) => stagedSection(format, section))),
]

/** Named `language/content`, as in the ledger. */
export const stagedSection = ({ key }: Pick<Format, 'key'>, section: SectionDefinition): Section => ({
  name: `${key}/${section.key}`,
  tier: section.tier,
  isHeavy: section.isHeavy,
})

/** Lessons of one section are called by one name, whatever their format; its section decides the tier. */
export const sectionOf = ({ sections: [only] }: Format, named: Section): Section =>
  only ? { ...named, tier: only.tier, isHeavy: only.isHeavy } : named
