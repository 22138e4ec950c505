import type { Section } from '../../options/Settings.js'

/** By which `model.sections` names calls that write something anew. */
export const regenerateSection: Section = { name: 'regenerate', tier: 'complex', isHeavy: false }
