import { describeMove, type MoveFacts } from './describeMove.js'
import type { DrillTask, DrillTaskItem } from './drillTask.js'
import { quotable } from './quotable.js'

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
