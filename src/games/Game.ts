/** Most characters of a notation and of a move, wherever they are stored. */
export const notationLimit = 500
export const moveLimit = 60

/** A phase of a game, by which a library keeps its positions and drills are spread. */
export interface GamePhase {
  /** Stored in `positions.phase`, e.g. `middlegame`. */
  readonly value: string
  /** Shown to editors, e.g. `Middlegame`. */
  readonly label: string
}

/**
 * What Coursewright must know about a game: its phases, and who judges notation and moves. A host adds its own
 * game by implementing this and passing it in `games`. Everything here is pure and synchronous.
 */
export interface Game {
  /** Stored in `positions.game`: lower-case letters, digits and hyphens, e.g. `chess`. */
  readonly slug: string
  /** Shown to editors, e.g. `Chess`. */
  readonly label: string
  /** What a position of this game is written in, e.g. `FEN`; used in messages and field labels. */
  readonly notationName: string
  /** In the order in which they occur in a game. At least one. */
  readonly phases: readonly GamePhase[]
  /**
   * The canonical spelling of a position: two spellings of one position give the same string.
   * @throws InvalidNotation with the reason in words an editor understands
   */
  normalizeNotation(notation: string): string
  /**
   * The part of a canonical notation that makes it *this* position; what `contentHash` covers. Move counters of
   * a FEN and the match score of an XGID are not part of it.
   */
  identityOf(notation: string): string
  /** The phase a position belongs to, where it can be told from the board; used when an import names none. */
  phaseOf?(notation: string): string | undefined
  /**
   * The canonical spelling of a move that is legal in the position: `e2e4`, `e4` and `e4!` are all `e4`.
   * @throws InvalidMove when it cannot be read or is not legal there
   */
  normalizeMove(notation: string, move: string): string
  /**
   * The canonical spelling of a line that starts with the position's side to move, moves separated by one space. A game
   * in which chance decides what can be played next, such as backgammon, takes one play only.
   * @throws InvalidMove naming the first move that is not legal where it stands
   */
  normalizeLine(notation: string, line: string): string
  /** All legal moves in canonical spelling, in a fixed order, none where none is legal; distractors come from it. */
  legalMoves(notation: string): string[]
  /**
   * Whether a move is legal that is none of these, all in canonical spelling. Asked of every position that enters the
   * library; left out, `legalMoves` is asked, which may cost more.
   */
  hasMoveBesides?(notation: string, moves: readonly string[]): boolean
  /**
   * Other legal moves that the rules themselves make as good as this one: where it mates, every mate. They are never
   * wrong choices; what a library knows beyond the rules is its `alsoBest`.
   * @param move legal in the position, in canonical spelling
   */
  asGoodAs?(notation: string, move: string): string[]
  /**
   * Moves named in prose that can be played neither in the position, nor in a position along the line, nor after one of
   * the choices that the text names or is about. Games whose moves cannot be told from ordinary words leave it out, and
   * prose is then not checked. What may be meant otherwise, such as a piece named on its own square, is not reported.
   */
  illegalMovesInProse?(input: ProseQuestion): string[]
  /**
   * Whether a text names a move, however it spells it; prompts and hints must not name the solution. `undefined` where that
   * cannot be told, because the text's language has words for the move that the game does not know. Left out, only the
   * canonical spelling is looked for.
   * @param input.move legal in the position, in canonical spelling
   * @param input.isTask read before the move is chosen: it may name all that is to be chosen from (`Take or pass?`)
   */
  namesMove?(input: {
    notation: string
    move: string
    text: string
    language?: string
    isTask?: boolean
  }): boolean | undefined
}

/** A text about a position, and what its moves may rest on. */
export interface ProseQuestion {
  notation: string
  /** Starts in the position; may be empty. */
  line: string
  text: string
  /** The profile's: a BCP 47 tag or a name. Piece letters differ between languages. */
  language?: string
  /** Moves the reader is offered, in canonical spelling: what follows one may be named beside it. */
  choices?: readonly string[]
  /** The choice that the text explains, and need not name. */
  about?: string
}

/** A move that cannot be read, or is not legal where it stands. */
export class InvalidMove extends Error {
  override readonly name = 'InvalidMove'

  constructor(
    readonly move: string,
    reason: string,
    /** Which move of a line it is, from 0; undefined where a move alone was judged. Imports name its place by it. */
    readonly index?: number,
  ) {
    super(reason)
  }
}

/** A position that cannot be read, or is impossible in its game. */
export class InvalidNotation extends Error {
  override readonly name = 'InvalidNotation'

  constructor(
    readonly notation: string,
    reason: string,
  ) {
    super(reason)
  }
}
