import { quoted } from '../../text.js'
import { InvalidPosition } from '../InvalidPosition.js'

/** A quoted operand (with backslash before a quote that belongs to it), the end of an operation, or a word. */
const TOKEN = /"((?:[^"\\]|\\.)*)"|;|[^\s;"]+|"/gy
const SPACE = /\s*/y

/**
 * The operations of an EPD line, opcode → operands, in their order; a semicolon inside quotes ends nothing. An opcode
 * given twice keeps the operands of both.
 * @throws InvalidPosition for a quote that is never closed
 */
export const readEpdOperations = (text: string): Map<string, string[]> => {
  const operations = new Map<string, string[]>()
  let operands: string[] | undefined
  let at = skipSpace(text, 0)
  while (at < text.length) {
    TOKEN.lastIndex = at
    const [token = '', unquoted] = TOKEN.exec(text) ?? []
    if (token === '"' || token === '')
      throw new InvalidPosition('notes', `A quote is never closed: ${quoted(text.slice(at))}.`)
    if (token === ';') operands = undefined
    else if (operands) operands.push(unquoted?.replace(/\\(.)/g, '$1') ?? token)
    else {
      operands = operations.get(token) ?? []
      operations.set(token, operands)
    }
    at = skipSpace(text, at + token.length)
  }
  return operations
}

const skipSpace = (text: string, at: number): number => {
  SPACE.lastIndex = at
  SPACE.exec(text)
  return SPACE.lastIndex
}
