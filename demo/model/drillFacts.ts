import { z } from 'zod'

/** What the sentences of a drill may be made of. */
export interface DrillFacts {
  solution: string
  /** The solution and what follows it; absent when nothing does. */
  line: string | undefined
  /** Who is to move and with what: `White to move`, `a roll of 3-1`; where the notation tells. */
  situation: string | undefined
  /** `White` or `Black`; where the notation tells. */
  side: string | undefined
  /** In plain words, e.g. `middlegame`. */
  phase: string
  difficulty: string | undefined
  themes: string[]
  principle: string | undefined
  principleExplanation: string | undefined
  move: MoveFacts | undefined
}

/** Gathers the facts of one item of a task. */
export function factsOf(item: DrillTaskItem, task: DrillTask): DrillFacts {
  const explained = task.principles?.find(({ name }) => name === item.principle)
  const side = task.game === 'chess' ? sideOf(item.notation) : undefined
  const roll = task.game === 'backgammon' ? rollOf(item.notation) : undefined
  return {
    solution: item.solution,
    line: item.line && item.line !== item.solution ? item.line : undefined,
    situation: side ? `${side} to move` : roll && `a roll of ${roll}`,
    side,
    phase: quotable(item.phase.replace(/-/g, ' ')) ?? 'game',
    difficulty: quotable(item.difficulty),
    themes: (item.themes ?? []).flatMap((theme) => quotable(theme.replace(/-/g, ' ')) ?? []).slice(0, 4),
    principle: quotable(item.principle),
    principleExplanation: quotable(explained?.explanation),
    move: task.game === 'chess' ? describeMove(item.solution) : undefined,
  }
}

/** The second field of a FEN. */
function sideOf(fen: string): string | undefined {
  const turn = fen.split(' ')[1]
  return turn === 'w' ? 'White' : turn === 'b' ? 'Black' : undefined
}

/** The fifth field of an XGID, e.g. `31`; `00` and letters stand for decisions before the roll. */
function rollOf(xgid: string): string | undefined {
  const dice = /^[1-6]{2}$/.exec(xgid.split(':')[4] ?? '')?.[0]
  return dice && `${dice[0]}-${dice[1]}`
}

/** What a chess move's notation alone says about it. */
export interface MoveFacts {
  piece: 'king' | 'queen' | 'rook' | 'bishop' | 'knight' | 'pawn'
  castles: boolean
  captures: boolean
  promotes: boolean
  checks: boolean
  mates: boolean
}

const pieces: Record<string, MoveFacts['piece']> = { K: 'king', Q: 'queen', R: 'rook', B: 'bishop', N: 'knight' }
const san =
  /^(?:(?<castles>O-O(?:-O)?)|(?<piece>[KQRBN])?[a-h]?[1-8]?(?<captures>x)?[a-h][1-8](?<promotes>=[QRBN])?)(?<sign>[+#])?$/

/** Reads a move in standard algebraic notation; `undefined` for moves of other games. */
export function describeMove(move: string): MoveFacts | undefined {
  const found = san.exec(move)?.groups
  if (!found) return undefined
  return {
    piece: found.castles ? 'king' : (pieces[found.piece ?? ''] ?? 'pawn'),
    castles: found.castles !== undefined,
    captures: found.captures !== undefined,
    promotes: found.promotes !== undefined,
    checks: found.sign !== undefined,
    mates: found.sign === '#',
  }
}

const MAX_LENGTH = 160

/**
 * Text from the library as it may stand inside our sentences: one line, no markup, not too long. Text that seems to
 * name moves or squares is left out (`undefined`), because in another position those would be wrong.
 */
function quotable(text: string | undefined): string | undefined {
  const plain = text
    ?.replace(/[*_`<>[\]#|\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (!plain || plain.length > MAX_LENGTH || namesMoves.test(plain)) return undefined
  return plain.replace(/[.;:,]+$/, '')
}

const namesMoves = /[a-h][1-8]|[O0]-[O0]|\d\/\d/i

const taskPrinciple = z.object({ name: z.string(), explanation: z.string().optional() })

const taskItem = z.object({
  key: z.string(),
  notation: z.string(),
  phase: z.string(),
  difficulty: z.string().optional(),
  solution: z.string(),
  /** The solution and what follows it, moves separated by a space. */
  line: z.string().optional(),
  /** Legal moves that are no solutions; distractors are taken from the front. */
  alternatives: z.array(z.string()),
  /** Name of one of `principles`. */
  principle: z.string().optional(),
  themes: z.array(z.string()).optional(),
  /** Where the position allows fewer than the task asks for. */
  choices: z.int().min(1).optional(),
})

/** The last user message of a request for drills, as far as the offline model reads it. */
export const drillTaskSchema = z.object({
  task: z.literal('drills'),
  game: z.string(),
  principles: z.array(taskPrinciple).optional(),
  /** Per drill, the solution included. */
  choices: z.int().min(1),
  items: z.array(taskItem).min(1),
  /** Of a drill that is there: what somebody wants to be better. */
  revision: z.object({ feedback: z.string().optional() }).optional(),
})

export type DrillTask = z.infer<typeof drillTaskSchema>
export type DrillTaskItem = DrillTask['items'][number]
