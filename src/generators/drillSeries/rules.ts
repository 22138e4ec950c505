import { InvalidNotation } from '../../games/Game.js'
import {
  type DrillCheck,
  type DrillContent,
  type DrillFacts,
  drillChecks,
  type Finding,
  moveIn,
  shuffled,
} from './facts.js'
import { moveFindings } from './moveRules.js'
import { namesMove, proseFindings } from './proseRules.js'
import { quizFindings, quizFlagsOf } from './quizRules.js'

interface DrillJudgement {
  readonly findings: readonly Finding[]
  readonly holds: DrillCheck[]
  /** Codes of what a person should look at; nothing is asked again for them. */
  readonly flags: string[]
}

/**
 * The one judge of drills: what runs accept, what edits may publish and which check marks a drill has all follow from it.
 * A check holds when nothing was found against it and there was something to judge by.
 */
export const applyRules = (drill: DrillContent, facts: DrillFacts): DrillJudgement => {
  const { judge, library } = facts
  const unreadable = judge && unreadableNotation(judge)
  if (unreadable)
    return { findings: [{ ...unreadable, check: 'position', isContradiction: true }], holds: [], flags: [] }
  const findings = [...moveFindings(drill, facts), ...proseFindings(drill, facts), ...quizFindings(drill, facts)]
  const isRead = isSolutionRead(drill, facts)
  const judgeable: Record<DrillCheck, boolean> = {
    position: judge !== undefined && library !== undefined,
    solution: judge !== undefined && library !== undefined && drill.solution !== '',
    'one-correct-choice': judge !== undefined && drill.choices.length > 1,
    'legal-distractors': judge !== undefined && drill.choices.length > 1,
    'choice-order': facts.orderSeed !== undefined && isInOrder(drill, facts.orderSeed),
    'solution-hidden': judge !== undefined && drill.prompt !== '' && isRead,
    'moves-in-prose': judge?.game.illegalMovesInProse !== undefined && drill.prompt !== '',
    explained: judge !== undefined && drill.choices.length > 1 && drill.explanation !== '' && isRead,
  }
  const holds = drillChecks.filter((check) => judgeable[check] && !findings.some((found) => found.check === check))
  return { findings, holds, flags: quizFlagsOf(drill) }
}

/** Whether there is a solution that can be told from other words in the language of the prose. */
const isSolutionRead = ({ solution }: DrillContent, { judge, language }: DrillFacts): boolean => {
  const move = judge && solution !== '' ? moveIn(judge, solution) : undefined
  // One that is not legal is told by its spelling.
  if (!judge || move === undefined) return solution !== ''
  return namesMove({ ...judge, move, text: '', language }) !== undefined
}

const isInOrder = ({ choices }: DrillContent, seed: string): boolean =>
  choices.length > 1 && shuffled(choices, seed).every(({ text }, index) => text === choices[index]?.text)

const unreadableNotation = (judge: NonNullable<DrillFacts['judge']>) => {
  try {
    judge.game.normalizeNotation(judge.notation)
    return undefined
  } catch (error) {
    if (error instanceof InvalidNotation) return { path: 'position', message: error.message }
    throw error
  }
}
