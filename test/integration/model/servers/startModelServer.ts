import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerTask } from '../../../../demo/model/answerTask.js'

export interface ModelCall {
  /** 1 for the first. */
  number: number
  headers: IncomingHttpHeaders
  body: { model: string; max_completion_tokens: number; stream?: boolean }
  /** The last user message. */
  message: { items: { key: string }[]; problems?: { key: string; problem: string }[] }
  /** Whether the whole answer was handed to the connection before it closed. */
  wasAnswered: boolean
}

export interface ModelServer {
  baseURL: string
  /** Requests whose connection still stands and whose answer is not at its end. */
  open(): number
  calls(): readonly ModelCall[]
  /** Behaves otherwise from now on; without an argument it answers well. */
  answer(behave?: (call: ModelCall, response: ServerResponse) => void): void
  stop(): Promise<void>
}

/** What the offline model would write for this request. */
export const drillsFor = ({ message }: Pick<ModelCall, 'message'>): { drills: { key: string }[] } => {
  const result = answerTask(message as unknown as Record<string, unknown>)
  if (!('answer' in result)) throw new Error(result.problem)
  return result.answer as { drills: { key: string }[] }
}

/** What every answer says it used, unless it says otherwise. */
export const usage = {
  prompt_tokens: 1000,
  completion_tokens: 200,
  prompt_tokens_details: { cached_tokens: 100 },
  completion_tokens_details: { reasoning_tokens: 20 },
}

interface Completion {
  content?: string
  finishReason?: 'stop' | 'length'
  usage?: typeof usage
}

/** Sends a chat completion: what the offline model would write, or `content`. */
export const complete = (
  call: ModelCall,
  response: ServerResponse,
  { content = JSON.stringify(drillsFor(call)), finishReason = 'stop', usage: used = usage }: Completion = {},
): void => {
  response.writeHead(200, { 'content-type': 'application/json', 'x-request-id': `request-${call.number}` })
  const message = { role: 'assistant', content }
  response.end(
    JSON.stringify({
      object: 'chat.completion',
      model: call.body.model,
      choices: [{ index: 0, message, finish_reason: finishReason }],
      usage: used,
    }),
  )
}

/** Sends an error as OpenAI does. */
export const refuse = (
  response: ServerResponse,
  status: number,
  error: object = { message: `Fault made for this test: ${status}` },
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify({ error }))
}

/** A model server on 127.0.0.1 that can be told to say what no well-behaved one would. */
export const startModelServer = async (): Promise<ModelServer> => {
  const calls: ModelCall[] = []
  let behave: (call: ModelCall, response: ServerResponse) => void = complete
  let open = 0
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(404).end()
      return
    }
    open += 1
    let text = ''
    let call: ModelCall | undefined
    response.once('finish', () => {
      if (call) call.wasAnswered = true
    })
    response.once('close', () => {
      open -= 1
    })
    request.setEncoding('utf8')
    request.on('data', (part: string) => {
      text += part
    })
    request.on('end', () => {
      const body = JSON.parse(text)
      const message = JSON.parse(body.messages.at(-1).content)
      call = { number: calls.length + 1, headers: request.headers, body, message, wasAnswered: false }
      calls.push(call)
      behave(call, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    open: () => open,
    calls: () => calls,
    answer: (next = complete) => {
      behave = next
    },
    stop: async () => {
      server.closeAllConnections()
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
}
