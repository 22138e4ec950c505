import type { PayloadRequest } from 'payload'
import { RequestError } from '../errors.js'
import { isRecord } from '../text.js'

/**
 * What the body of a request says; `{}` without one. Payload's own reader passes over a body that is called something else than
 * JSON, as that of a bare `curl -d` is: what it asks for would be left out, and more be done than was asked.
 *
 * @throws RequestError 400 when it is no JSON, or not called so
 */
export const jsonOf = async (req: PayloadRequest): Promise<unknown> => {
  const text = (await req.text?.()) ?? ''
  if (text.trim() === '') return {}
  // Without parameters such as a charset; types are the same in any case.
  const type = (req.headers.get('Content-Type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw invalidBody('The body must be JSON, and be called so: Content-Type: application/json.')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw invalidBody('The body cannot be read: it is no JSON.')
  }
}

/** The same, where it must be an object. */
export const bodyOf = async (req: PayloadRequest): Promise<Readonly<Record<string, unknown>>> => {
  const body = await jsonOf(req)
  if (isRecord(body)) return body
  throw invalidBody('The body must be a JSON object.')
}

const invalidBody = (message: string) => new RequestError(400, message, { code: 'invalid_body' })
