interface DemoKit {
  readonly title: string
  readonly language: string
  readonly requirements: string
  readonly tone: string
  /** Texts name them by the keys that they get in this order: `s1`, `s2`. */
  readonly sources: { title: string; text: string }[]
  readonly vocabulary: { term: string; meaning: string }[]
  readonly grammar?: string[]
  readonly glossary: { term: string; use: string }[]
  readonly protectedTerms: string[]
  readonly avoid: string[]
}

/** What the demo's lessons rest on. Written for it, and as free as the project. */
export const kits: readonly DemoKit[] = [
  {
    title: 'Thinking at the board: notes for club players',
    language: 'en',
    requirements: 'Every lesson takes its rules from these notes and says from which of them.',
    tone: 'Calm and concrete, like a trainer who sits beside the board.',
    sources: [
      {
        title: 'Forcing moves first',
        text: `A forcing move leaves the other side few answers. There are three kinds: checks, which have to be met at once; captures, which change the material; and threats, which announce one of the two. Because the answers are few, such moves can be calculated further than others.

Make the list before you judge it. Name each check and each capture in the position, also those that look absurd, and strike them out one by one with a reason. Most of them turn out to be bad, and the one that does not may decide the game.

Do the same for the other side. Imagine that you could pass, and look for the checks and captures your opponent would have. What you find there is what your move has to deal with.`,
      },
      {
        title: 'Counting attackers and defenders',
        text: `A piece is safe on its square when it is guarded at least as often as it is attacked, and no attacker is worth less than the piece itself. Count before you capture: attackers first, defenders second, then the values in the order in which they would leave the board.

The count is wrong when a defender has another duty. A rook that guards the back rank and a knight at the same time can do one of the two. Look for such overworked pieces whenever a count comes out even.

A pinned piece guards on paper alone. Before you rely on a defender, ask whether it may leave its line without losing something greater behind it.`,
      },
      {
        title: 'Patterns of mate',
        text: `A king is mated by what surrounds it as much as by what attacks it. Its own pawns and pieces take away the squares it would need. Before you look for the mating move, mark the squares to which the king could flee.

On the back rank the pawns in front of a castled king become its prison. A rook or a queen that reaches the last row mates if nothing can step in between. One pawn moved forward in good time makes the pattern disappear.

In the smothered mate a knight gives the last check while the king’s own pieces take every flight square. Often a queen has been given up beforehand to bring a rook beside the king. Few people work it out the first time; those who have seen it recognise it.`,
      },
      {
        title: 'Choosing between two good moves',
        text: `A good move seldom comes alone. Keep two or three candidates and compare them by the best answer to each, not by the first impression they make. Play the one whose best answer troubles you least, even if it looks duller.

Stop when another look no longer changes the result. A second search through the same lines costs time and adds confidence rather than knowledge. Look at the board once more as if you saw it for the first time, and play.`,
      },
      {
        title: 'When nothing is forced',
        text: `In a quiet position ask which of your pieces does least. A bishop behind its own pawns, a rook without an open line or a king far from the action is worth half its price. Improve that piece before you start anything else.

A plan is a sentence with a verb and a place: the knight goes to the outpost, the rook takes the open line. If the sentence needs two verbs, you have two plans, and the second can wait.`,
      },
      {
        title: 'Going over a lost game',
        text: `Look for the first moment at which you were unsure, not for the last mistake. By the time a piece is lost, the choice that lost it often lies five moves back.

Write down what you thought at that moment before you switch on an engine. The machine tells you what was best; your note tells you why you did not see it, and that is what you can train.`,
      },
    ],
    vocabulary: [
      { term: 'forcing move', meaning: 'a move that leaves the other side few answers' },
      { term: 'candidate move', meaning: 'a move that is worth a serious look' },
      { term: 'overworked piece', meaning: 'a defender that has two duties at the same time' },
      { term: 'flight square', meaning: 'a place to which a king can still escape' },
      { term: 'outpost', meaning: 'a square that enemy pawns can no longer attack' },
      { term: 'open line', meaning: 'a file or diagonal without pawns in the way' },
      { term: 'pin', meaning: 'an attack on a piece that shields a greater one' },
      { term: 'back rank', meaning: 'the row on which the pieces begin the game' },
    ],
    glossary: [{ term: 'horse', use: 'knight' }],
    protectedTerms: ['Lucena position', 'Philidor position'],
    avoid: ['simply', 'obviously', 'of course'],
  },
  {
    title: 'English for a weekend away',
    language: 'en',
    requirements: 'Words and situations that an adult needs on a short trip, without slang.',
    tone: 'Friendly, with British spelling.',
    sources: [],
    vocabulary: [
      { term: 'a day ticket', meaning: 'a ticket for as many rides as you like until midnight' },
      { term: 'off-peak', meaning: 'at hours when few people travel' },
      { term: 'a request stop', meaning: 'a stop where you have to give the driver a sign' },
      { term: 'to be in a hurry', meaning: 'to have little time' },
      { term: 'to run every ten minutes', meaning: 'to leave six times an hour' },
      { term: 'to mind the gap', meaning: 'to take care when you step out of a train' },
    ],
    grammar: ['Polite questions: Could you tell me …? with the order of a statement'],
    glossary: [{ term: 'subway', use: 'underground' }],
    protectedTerms: [],
    avoid: [],
  },
]
