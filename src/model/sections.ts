import type { Tier } from './Model.js'

interface Section {
  readonly tier: Tier
  /** It is long: a call may take a third longer than others. */
  readonly isHeavy: boolean
}

/** Every kind of content a model writes, and what it takes to write it. */
export const sections = {
  drills: { tier: 'complex', isHeavy: false },
  lessonSection: { tier: 'complex', isHeavy: false },
  assessment: { tier: 'complex', isHeavy: true },
  scripts: { tier: 'complex', isHeavy: true },
  mindMap: { tier: 'simple', isHeavy: false },
  summary: { tier: 'simple', isHeavy: false },
  title: { tier: 'simple', isHeavy: false },
  metadata: { tier: 'simple', isHeavy: false },
  category: { tier: 'simple', isHeavy: false },
} as const satisfies Record<string, Section>

export type SectionKind = keyof typeof sections
