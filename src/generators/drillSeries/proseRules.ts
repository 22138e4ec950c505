import type { Game } from '../../games/Game.js'
import { type DrillContent, type DrillFacts, type Finding, moveIn } from './facts.js'

/**
 * What is said against a drill's texts: a prompt or hint that names the solution, and moves that cannot be played. Words
 * can be read wrongly, so none of it is a contradiction; a person knows better, a model writes anew.
 */
export const proseFindings = (drill: DrillContent, { judge, library, language }: DrillFacts): Finding[] => {
  if (!judge) return []
  const { game, notation } = judge
  const solution = drill.solution === '' ? undefined : moveIn(judge, drill.solution)
  const choices = drill.choices.flatMap(({ text }) => (text.trim() === '' ? [] : (moveIn(judge, text) ?? [])))
  const isLibrarys = library?.notation === notation && library.solution.best === solution
  const line = (isLibrarys && library.solution.line) || solution || ''
  return textsOf(drill).flatMap(({ path, name, text, isTask, about }): Finding[] => {
    if (text.trim() === '') return []
    const findings: Finding[] = []
    if (isTask && solution !== undefined && namesMove({ game, notation, move: solution, text, language, isTask })) {
      findings.push({
        check: 'solution-hidden',
        path,
        message: `${name.replace(/^the /, '')} gives the solution "${solution}" away`,
        isContradiction: false,
      })
    }
    const of = about === undefined ? undefined : moveIn(judge, about)
    const illegal = game.illegalMovesInProse?.({ notation, line, text, language, choices, about: of }) ?? []
    if (illegal.length) {
      const moves = illegal.slice(0, mostNamed).join('", "')
      const nowhere = 'legal neither in the position, nor along the line, nor after a choice named there'
      const message = `"${moves}" is named in ${name}, but is ${nowhere}`
      findings.push({ check: 'moves-in-prose', path, message, isContradiction: false })
    }
    return findings
  })
}

/** Most moves that are named of one text; one with more is read again in any case. */
const mostNamed = 5

interface DrillText {
  path: string
  /** As messages call it. */
  name: string
  text: string
  /** Read before the drill is solved. */
  isTask?: boolean
  /** The choice it explains. */
  about?: string
}

const textsOf = ({ prompt, explanation, hints, choices }: DrillContent): DrillText[] => [
  { path: 'prompt', name: 'the prompt', text: prompt, isTask: true },
  { path: 'explanation', name: 'the explanation', text: explanation },
  ...hints.map((text, index) => ({ path: `hints.${index}.text`, name: `hint ${index + 1}`, text, isTask: true })),
  ...choices.map(({ text, rationale }, index) => ({
    path: `choices.${index}.rationale`,
    name: `the rationale of "${text}"`,
    text: rationale,
    about: text,
  })),
]

interface NamesMove {
  game: Game
  notation: string
  move: string
  text: string
  language: string | undefined
  /** As `Game.namesMove` has it. */
  isTask?: boolean
}

/**
 * Whether a text names a move, as its game reads it, `undefined` where the game cannot tell; without a reader, in the
 * canonical spelling, from three letters on.
 */
export const namesMove = ({ game, ...named }: NamesMove): boolean | undefined => {
  if (game.namesMove) return game.namesMove(named)
  const bare = named.move.replace(/[+#]$/, '')
  // A move of one or two letters, such as a number, is in every second sentence.
  if (bare.length < 3) return false
  const text = ` ${named.text.replace(/\s+/g, ' ')} `
  for (let at = text.indexOf(bare); at !== -1; at = text.indexOf(bare, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + bare.length]]
    if (!/[\w/-]/.test(before) && !/[\w/-]/.test(after)) return true
  }
  return false
}
