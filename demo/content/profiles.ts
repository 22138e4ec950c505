interface DemoProfile {
  readonly name: string
  readonly level: 'beginner' | 'intermediate' | 'advanced'
  /** A BCP 47 tag. */
  readonly language: string
  readonly goals: string
  readonly tone: string
}

/** The kinds of learners the demo writes for. */
export const profiles: readonly DemoProfile[] = [
  {
    name: 'After-school club',
    level: 'beginner',
    language: 'en',
    goals: 'Knows the rules and plays for fun. Wants to stop losing pieces for nothing and to finish won games.',
    tone: 'Friendly and plain: short sentences, one idea at a time, no jargon without an explanation.',
  },
  {
    name: 'Tournament player',
    level: 'advanced',
    language: 'en',
    goals:
      'Plays weekend tournaments and trains alone. Wants to calculate forcing lines to their end and to know why the second-best move is worse.',
    tone: 'Precise and brief, with concrete variations instead of general advice.',
  },
  {
    name: 'Evening class in English',
    level: 'intermediate',
    language: 'en',
    goals: 'Reads simple texts without a dictionary. Wants to speak on a journey without preparing every sentence.',
    tone: 'Encouraging and clear, with short examples from everyday life.',
  },
]
