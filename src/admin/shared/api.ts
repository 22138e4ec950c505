import { runStatuses } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import type { Words } from '../../words/words.js'
import { limitRefusal } from '../limits/refusals.js'

interface RequestJson {
  url: string
  method?: 'DELETE' | 'GET' | 'PATCH' | 'POST'
  /** Sent as JSON; a file is sent as it is. */
  body?: unknown
  signal?: AbortSignal
}

/**
 * Asks the site's own API as the signed-in user. `T` is what the caller knows the address to answer.
 *
 * @throws RequestRefused with the server's own words where it gave any; whatever aborted it when `signal` did
 */
export const requestJson = async <T>({ url, method = 'GET', body, signal }: RequestJson): Promise<T> => {
  const response = await send({ url, method, body, signal })
  const answer: unknown = await response.json().catch((error: unknown) => {
    if (signal?.aborted) throw error
  })
  if (response.ok && answer !== undefined) return answer as T
  throw refusedBy(response, answer)
}

/**
 * Reads a file of the site's own API, with the name that the server gives it. A link alone would show a refusal in place of the page.
 *
 * @throws what `requestJson` throws
 */
export const requestFile = async (url: string): Promise<{ content: Blob; name: string }> => {
  const response = await send({ url })
  if (!response.ok) throw refusedBy(response, await response.json().catch(() => undefined))
  const [, name = ''] = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '') ?? []
  const content = await response.blob().catch(() => {
    throw new RequestRefused(0, 'unreachable')
  })
  return { content, name }
}

const refusedBy = ({ status }: Response, answer: unknown): RequestRefused => {
  const [error] = isRecord(answer) && Array.isArray(answer.errors) ? answer.errors : []
  if (!isRecord(error)) return new RequestRefused(status, 'unexpected')
  const data = isRecord(error.data) ? error.data : {}
  const said: Said = typeof error.message === 'string' ? { message: error.message } : 'unexpected'
  return new RequestRefused(status, said, data, answer)
}

/** Of several documents that were changed in one request. */
export interface ChangedMany {
  docs: readonly unknown[]
  /** Those that could not be changed: which, and why. */
  errors: readonly { id: DocumentId; message: string }[]
}

/**
 * Changes all documents that the address finds. Payload refuses the request where one of them cannot be changed, but changes the
 * others: that is an answer here.
 *
 * @throws what `requestJson` throws
 */
export const changeMany = async (request: Omit<RequestJson, 'method'>): Promise<ChangedMany> => {
  try {
    const { docs, errors } = await requestJson<Partial<ChangedMany>>({ ...request, method: 'PATCH' })
    return { docs: docs ?? [], errors: errors ?? [] }
  } catch (error) {
    const answer = error instanceof RequestRefused ? error.answer : undefined
    if (isChangedMany(answer)) return answer
    throw error
  }
}

const isChangedMany = (answer: unknown): answer is ChangedMany =>
  isRecord(answer) &&
  Array.isArray(answer.docs) &&
  Array.isArray(answer.errors) &&
  answer.errors.every((error) => isRecord(error) && error.id !== undefined && typeof error.message === 'string')

const send = async ({ url, method, body, signal }: RequestJson): Promise<Response> => {
  try {
    if (body instanceof File) {
      // The browser's guess at a type says less than the file's name, which the address carries.
      const headers = { 'Content-Type': 'application/octet-stream' }
      return await fetch(url, { method, body, headers, credentials: 'include', signal })
    }
    const headers = body === undefined ? undefined : { 'Content-Type': 'application/json' }
    return await fetch(url, { method, body: JSON.stringify(body), headers, credentials: 'include', signal })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new RequestRefused(0, 'unreachable')
  }
}

/** What the server said; or that it could not be asked, or gave an answer that is none of ours. */
type Said = { message: string } | 'unexpected' | 'unreachable'

/** The server said no; `message` is its own sentence. `status` is 0 when it could not be reached. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'

  constructor(
    readonly status: number,
    readonly said: Said,
    /** Facts that came with the refusal, e.g. `{code, run}`. */
    readonly data: Readonly<Record<string, unknown>> = {},
    /** The whole answer as it was sent. */
    readonly answer?: unknown,
  ) {
    super(typeof said === 'string' ? said : said.message)
  }
}

/** What was asked for was deleted, or the session is over: asking on would bring nothing else. */
export const isOver = (error: unknown): boolean =>
  error instanceof RequestRefused && [401, 403, 404].includes(error.status)

/** What to show a person for something that was thrown. */
export const messageOf = (words: Words, error: unknown, now = new Date()): string => {
  if (!(error instanceof RequestRefused)) return words.told(error instanceof Error ? error.message : String(error))
  const { said, data } = error
  return typeof said === 'string' ? words(`shared:${said}`) : refusalIn(words, { message: said.message, data }, now)
}

interface Told {
  /** The server's own sentence, in English. */
  message: string
  data: Readonly<Record<string, unknown>>
}

/** What to show a person for a refusal as the server tells it, also among the results of many. */
export const refusalIn = (words: Words, { message, data }: Told, now = new Date()): string => {
  const status = runStatuses.find((known) => known === data.status)
  // The server says these to programs, by the names of the API.
  if (data.code === 'wrong_status' && status)
    return words('shared:wrongStatus', { status: words(`runStatuses:${status}`) })
  if (data.code === 'invalid_input' && Array.isArray(data.issues)) {
    const issues = data.issues.filter(isRecord)
    return issues.map((issue) => `${words.named('inputs', String(issue.path))}: ${issueIn(words, issue)}.`).join(' ')
  }
  // What it quotes as the reason is a sentence of the server's, too.
  const facts = typeof data.reason === 'string' ? { ...data, reason: words.told(data.reason) } : data
  // In English the server's sentence says more than words by code can.
  const byCode = words.language.startsWith('en') ? undefined : words.refusal(String(data.code), facts)
  return limitRefusal(words, data, now) ?? byCode ?? words.told(message)
}

/** What to show a person for one thing that is wrong with an input. */
export const issueIn = (words: Words, { rule, message, ...facts }: Readonly<Record<string, unknown>>): string => {
  const byRule = words.language.startsWith('en') ? undefined : words.rule(String(rule), facts)
  return byRule ?? words.told(String(message))
}

export { isRecord }

/** Text as it is, anything else as nothing: form values and documents may hold either. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Serial or uuid, as the host's adapter makes them. */
export type DocumentId = number | string

/**
 * A key no other request has. `crypto.randomUUID` is missing on pages served without TLS from other hosts than
 * localhost, which is how many a CMS runs inside a company.
 */
export const newRequestKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
