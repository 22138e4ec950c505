import { InvalidMove } from '../InvalidMove.js'

const LONGEST_LINE = 4000

/** The moves of a line, without move numbers, `{comments}`, `$1` glyphs, `e.p.` and a closing result. */
export function splitLine(line: string): string[] {
  if (line.length > LONGEST_LINE) {
    throw new InvalidMove(
      line.slice(0, 20),
      `A line may have at most ${LONGEST_LINE} characters, this has ${line.length}.`,
    )
  }
  return line
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/\$\d+/g, ' ')
    .replace(/\s*(?:1-0|0-1|1\/2-1\/2|½-½|\*)\s*$/u, '')
    .replace(/(?<![A-Za-z0-9])\d+\s*(?:\.+|…)/gu, ' ')
    .replace(/(?<=^|\s)(?:\.{2,3}|…)/gu, ' ')
    .replace(/\se\.p\.(?=\s|$)/g, ' ')
    .split(/[\s,]+/)
    .filter((move) => move !== '')
}
