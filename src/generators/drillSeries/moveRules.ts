import { type DrillCheck, type DrillContent, type DrillFacts, type Finding, moveIn } from './facts.js'

/** What is said against a drill's position, solution and choices: facts of the drill, its game and the library. */
export const moveFindings = (drill: DrillContent, facts: DrillFacts): Finding[] => [
  ...positionFindings(facts),
  ...solutionFindings(drill, facts),
  ...choiceFindings(drill, facts),
]

const positionFindings = ({ judge, library }: DrillFacts): Finding[] => {
  if (!judge || !library || library.notation === judge.notation) return []
  const message = `the drill shows ${judge.notation}, but the library now has ${library.notation}`
  return [{ check: 'position', path: 'position', message, isContradiction: false }]
}

const solutionFindings = ({ solution }: DrillContent, { judge, library }: DrillFacts): Finding[] => {
  if (solution === '' || !judge) return []
  const move = moveIn(judge, solution)
  if (move === undefined) {
    const message = `solution "${solution}" is not a legal move in the position`
    return [{ check: 'solution', path: 'solution', message, isContradiction: true }]
  }
  if (!library || move === library.solution.best) return []
  const message = `solution is "${move}", the library has "${library.solution.best}"`
  return [{ check: 'solution', path: 'solution', message, isContradiction: false }]
}

const choiceFindings = ({ choices, solution }: DrillContent, { judge, library }: DrillFacts): Finding[] => {
  const findings: Finding[] = []
  const find = (check: DrillCheck, path: string, message: string, isContradiction = true) =>
    findings.push({ check, path, message, isContradiction })
  const wanted = solution === '' ? undefined : moveIn(judge, solution)
  const byRules = wanted !== undefined && judge ? (judge.game.asGoodAs?.(judge.notation, wanted) ?? []) : []
  const byLibrary = library ? [library.solution.best, ...library.solution.alsoBest] : []
  const correct = choices.filter((choice) => choice.correct)
  if (correct.length !== 1)
    find('one-correct-choice', 'choices', `${correct.length} choices are marked correct, it must be exactly one`)
  const seen = new Set<string>()
  for (const [index, { text, correct: isCorrect }] of choices.entries()) {
    const path = `choices.${index}.text`
    const move = text.trim() === '' ? '' : moveIn(judge, text)
    if (move === '') continue
    if (move === undefined) find('legal-distractors', path, `choice "${text}" is not a legal move in the position`)
    else if (seen.has(move)) find('legal-distractors', path, `choice "${move}" is given twice`)
    else if (isCorrect) {
      if (correct.length === 1 && wanted !== undefined && move !== wanted)
        find('one-correct-choice', 'solution', `solution is "${wanted}", but the choice marked correct is "${move}"`)
    } else if (move === wanted)
      // What contradicts it is said already: of the choice that is marked correct, or that none is.
      find('legal-distractors', path, `choice "${move}" is marked wrong but is the solution`, false)
    else if (byRules.includes(move))
      find('legal-distractors', path, `choice "${move}" is marked wrong but is as good as the solution`)
    else if (byLibrary.includes(move))
      find('legal-distractors', path, `choice "${move}" is marked wrong but is a solution in the library`, false)
    if (move !== undefined) seen.add(move)
  }
  return findings
}
