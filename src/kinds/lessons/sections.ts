import type { Format } from '../../generators/content/format.js'
import type { Section } from '../../options/Settings.js'
import { kitSection } from '../kit.js'

/** By which `model.sections` names calls for lessons of one section. */
export const lessonsSection: Section = { name: 'lessons', tier: 'complex', isHeavy: false }

/** What `model.sections` may name of lessons. */
export const lessonSections: readonly Section[] = [lessonsSection, kitSection]

/** Lessons of one section are called by one name, whatever their format; its section decides the tier. */
export const sectionOf = ({ sections: [only] }: Format, named: Section): Section =>
  only ? { ...named, tier: only.tier, isHeavy: only.isHeavy } : named
