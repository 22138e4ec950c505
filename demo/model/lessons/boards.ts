import { describeMove, type MoveFacts } from '../drillFacts.js'
import { capital, joinWords } from '../wording.js'
import type { Facts } from './facts.js'
import type { SentPosition } from './messages.js'

/** Most themes that a caption names. */
const MAX_THEMES = 3

/** `White to move in an endgame on opposition`, without the solution. */
export function sceneOf(position: SentPosition, game: string | undefined): string {
  const phase = position.phase?.replace(/-/g, ' ')
  const themes = position.themes
    .map((theme) => theme.replace(/-/g, ' '))
    .filter((theme) => /^[\p{L} ’']{2,40}$/u.test(theme))
  const where = phase && /^[\p{L} ]{2,40}$/u.test(phase) ? ` in the ${phase}` : ''
  const about = themes.length > 0 ? `: ${joinWords(themes.slice(0, MAX_THEMES))}` : ''
  return `${capital(turnOf(position, game) ?? 'Your move')}${where}${about}`
}

function turnOf({ notation }: SentPosition, game: string | undefined): string | undefined {
  if (game === 'chess') {
    const side = notation.split(' ')[1]
    return side === 'w' ? 'White to move' : side === 'b' ? 'Black to move' : undefined
  }
  const dice = game === 'backgammon' ? /^[1-6]{2}$/.exec(notation.split(':')[4] ?? '')?.[0] : undefined
  return dice && `a roll of ${dice[0]}-${dice[1]}`
}

/** The solution, what its notation says of it, and what follows: nothing but moves of the library. */
export function solutionOf({ solution, line }: SentPosition, game: string | undefined, place = 0): string | undefined {
  if (!solution) return undefined
  const move = game === 'chess' ? describeMove(solution) : undefined
  const rest = line && line !== solution ? `The line: ${line}.` : undefined
  return [`The solution is ${solution}.`, move && whatItDoes(move, place), rest].filter(Boolean).join(' ')
}

function whatItDoes({ piece, castles, captures, promotes, checks, mates }: MoveFacts, place: number): string {
  if (mates) return captures ? `The ${piece} captures and mates.` : `The ${piece} mates.`
  if (castles) return `King and rook move in one turn${checks ? ', and the rook gives check' : ''}.`
  const acts = [
    ...(captures ? ['captures'] : []),
    ...(promotes ? ['promotes'] : []),
    ...(checks ? ['gives check'] : []),
  ]
  if (acts.length > 0) return `The ${piece} ${joinWords(acts)}: it is a forcing move.`
  const quiet = [
    `It is a quiet ${piece} move: no capture, no check.`,
    `The ${piece} takes nothing and gives no check, so you do not find it among the forcing moves.`,
    `Here the ${piece} moves without capture or check.`,
  ]
  return quiet[place % quiet.length] ?? ''
}

const questions = [
  'Write down your move before you read on.',
  'What would you play, and what do you expect in reply?',
  'Give yourself two minutes, and name the move you rejected.',
  'Decide first, then compare with the example.',
  'Which moves did you consider?',
  'Say your reason aloud before you decide.',
] as const

/** One board for each position, as a question: the solution stands with the examples. */
export function writeBoards(facts: Facts, most: number): { position: string; caption: string }[] {
  return facts.positions.slice(0, most).map((position, index) => ({
    position: position.key,
    caption: `${sceneOf(position, facts.game)}. ${questions[(facts.turn + index) % questions.length]}`,
  }))
}
