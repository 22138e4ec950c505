interface DemoCurriculum {
  readonly subject: string
  readonly game: 'chess' | 'backgammon'
  readonly topics: string[]
  /** Drills are shared out over these in turn, so each must make sense beside any position of the game. */
  readonly principles: { name: string; explanation: string }[]
  readonly objectives: { statement: string }[]
}

/** One curriculum per game of the demo. */
export const curricula: readonly DemoCurriculum[] = [
  {
    subject: 'Chess: thinking before moving',
    game: 'chess',
    topics: [
      'Development and the centre',
      'Checks, captures and threats',
      'Mating patterns',
      'King safety',
      'Passed pawns and promotion',
      'Rook endings',
    ],
    principles: [
      {
        name: 'Checks, captures, threats',
        explanation:
          'Look at forcing moves first, for both sides, down to the end of each. They leave the opponent the fewest answers, so they are the cheapest to calculate and the costliest to miss.',
      },
      {
        name: 'The worst-placed piece',
        explanation:
          'When nothing is forced, find the piece that does least and give it a job: an open line, an outpost, a square from which it defends the king or stops a pawn.',
      },
      {
        name: 'What does the last move change?',
        explanation:
          'Every move gives something up: a square, a guard, a line. Name what the last move attacks and what it no longer protects before you choose your own.',
      },
      {
        name: 'Compare before you decide',
        explanation:
          'Keep at least two candidate moves until you can say in one sentence why one is better. Try the opponent’s strongest answer to each, not the one you hope for.',
      },
    ],
    objectives: [
      { statement: 'Can name all checks and captures in a position and say which of them are worth calculating.' },
      { statement: 'Can recognise back-rank, smothered and support mates two moves before they happen.' },
      { statement: 'Can explain what an opening move does for the centre, development or king safety.' },
      { statement: 'Can tell from the opposition and the key squares whether a king and pawn ending is won.' },
      { statement: 'Can win the Lucena position and hold the Philidor position.' },
      { statement: 'Can give the reason for rejecting a natural-looking move.' },
    ],
  },
  {
    subject: 'Backgammon: the opening roll',
    game: 'backgammon',
    topics: ['Making points', 'Splitting the back checkers', 'Bringing builders down', 'Risk and return of a blot'],
    principles: [
      {
        name: 'Points before checkers',
        explanation:
          'Two checkers together block the opponent and are safe; the five-point, four-point and bar-point block best. Where a roll makes one of them, start from that play.',
      },
      {
        name: 'Count the shots',
        explanation:
          'Before leaving a blot, count how many of the 36 rolls hit it, and ask how much is lost when it is hit. A blot far from home costs less than one that has come a long way.',
      },
      {
        name: 'Mobilise the back checkers early',
        explanation:
          'The two checkers on the twenty-four-point get harder to free with every point the opponent makes. Move them up or out while the blockade still has gaps.',
      },
      {
        name: 'Bring builders to bear',
        explanation:
          'Checkers brought down from the mid-point make new points next turn. A builder is worth its risk when many rolls turn it into a point.',
      },
    ],
    objectives: [
      { statement: 'Can play every opening roll without hesitation and name an accepted alternative.' },
      { statement: 'Can count the rolls that hit a blot directly or with two dice.' },
      { statement: 'Can say whether a play aims at making a point, escaping or building.' },
      { statement: 'Can explain when splitting the back checkers is better than bringing a builder down.' },
    ],
  },
]
