import type { z } from 'zod'
import { RequestError } from '../errors.js'
import { shorten } from '../text.js'

const maxMessage = 200

/** What is wrong with an input, the first ten places. Names unknown keys, however long they are. */
export const invalidInput = (given: readonly Pick<z.core.$ZodIssue, 'path' | 'message'>[]): RequestError => {
  const issues = given
    .slice(0, 10)
    .map(({ path, message }) => ({ path: path.join('.') || 'input', message: shorten(message, maxMessage) }))
  const said = issues.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return new RequestError(400, `The input is not valid. ${said}.`, { code: 'invalid_input', issues })
}

/** One thing that is wrong, and where. */
export const wrongInput = (path: string, message: string): RequestError =>
  invalidInput([{ path: path.split('.'), message }])
