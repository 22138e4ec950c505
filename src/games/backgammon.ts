import { cubeActions, findCubeAction } from './backgammon/cube.js'
import { distinctPlays, findPlay } from './backgammon/plays.js'
import { phaseOfPosition, positionOf } from './backgammon/position.js'
import { namesMove } from './backgammon/prose.js'
import { identityOfXgid, parseXgid, writeXgid } from './backgammon/xgid.js'
import type { Game } from './Game.js'

/**
 * Backgammon, in XGID and standard play notation from the side of the player to move.
 *
 * - Canonical XGID: with its prefix, plain numbers, the higher die first. Identity: see `identityOfXgid`.
 * - Canonical play: see `writePlay` and `distinctPlays`; any other spelling of the same play becomes it. Without dice
 *   the moves are cube actions, see `cubeActions`.
 * - A line is one play, because the next one needs a roll that the notation does not have.
 *
 * Moves in prose are not checked: `6/5` is a fraction, a date or a score as easily as a play, and plays in prose are
 * often halves of plays. Whether a text names the one move that is asked for can be told, see `namesMove`.
 */
export const backgammon: Game = {
  slug: 'backgammon',
  label: 'Backgammon',
  notationName: 'XGID',
  phases: [
    { value: 'opening', label: 'Opening' },
    { value: 'early', label: 'Early game' },
    { value: 'middle', label: 'Middle game' },
    { value: 'bearoff', label: 'Bear-off' },
  ],
  normalizeNotation: (notation) => writeXgid(parseXgid(notation)),
  identityOf: (notation) => identityOfXgid(parseXgid(notation)),
  phaseOf: (notation) => phaseOfPosition(positionOf(parseXgid(notation))),
  normalizeMove,
  normalizeLine: (notation, line) => (line.trim() === '' ? '' : normalizeMove(notation, line)),
  legalMoves(notation) {
    const xgid = parseXgid(notation)
    const position = positionOf(xgid)
    return position.dice ? distinctPlays(position).map((play) => play.text) : cubeActions(xgid)
  },
  namesMove,
}

function normalizeMove(notation: string, move: string): string {
  const xgid = parseXgid(notation)
  const position = positionOf(xgid)
  return position.dice ? findPlay(position, move).text : findCubeAction(xgid, move)
}
