import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { complete, drillsFor, type ModelServer, usage } from './servers/startModelServer.js'
import { type ServedHost, startServedHost } from './servers/startServedHost.js'

let server: ModelServer
let host: ServedHost

beforeAll(async () => {
  host = await startServedHost({ model: { logBodies: true } })
  server = host.server
})
afterAll(() => host?.stop())
beforeEach(() => server.answer())

const megabytes = 'x'.repeat(10 * 1024 * 1024)
const json = { 'content-type': 'application/json' }
const html = '<!doctype html><title>502</title><h1>Bad gateway</h1>'
const brackets = 100_000

const hostile = {
  '10 MB of prose': [
    /sent an answer of more than 8 MB/,
    (call, response) => complete(call, response, { content: megabytes }),
  ],
  '10 MB that are no chat completion': [
    /sent an answer of more than 8 MB/,
    (_, response) => response.writeHead(200, json).end(megabytes),
  ],
  '2 MB of JSON': [
    /could not be read: it was longer than 1000000 characters/,
    (call, response) =>
      complete(call, response, { content: JSON.stringify({ drills: [], x: megabytes.slice(0, 2e6) }) }),
  ],
  '100,000 brackets in the answer': [
    /could not be read: it was nested deeper than 64 levels/,
    (call, response) =>
      complete(call, response, { content: `{"drills":${'['.repeat(brackets)}${']'.repeat(brackets)}}` }),
  ],
  'bytes that are not UTF-8': [
    /sent an answer that is not UTF-8/,
    (_, response) => response.writeHead(200, json).end(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
  ],
  'HTML for an answer': [
    /could not be read: it held no JSON/,
    (call, response) => complete(call, response, { content: html }),
  ],
} satisfies Record<string, [RegExp, Parameters<ModelServer['answer']>[0]]>

test.each(Object.entries(hostile))(
  'a provider that sends %s costs its own batch, and nothing else',
  async (_, [reason, behave]) => {
    server.answer((call, response) =>
      call.message.items.some(({ key }) => key <= 'd05') ? behave(call, response) : complete(call, response),
    )
    const { id } = await requestRun(host)
    const { run, drills, logs } = await runEnded(host, id)
    expect(run).toMatchObject({ status: 'partial', progress: { requested: 10, generated: 5, failed: 5 } })
    expect(run.error).toMatch(/^5 of 10 are missing\. [A-Z].*\.$/)
    expect(run.error).not.toMatch(/xxxx|\[\[|<h1>|undefined|SyntaxError|\bat \w+ \(/)
    expect(drills.map(({ order }) => order)).toEqual([6, 7, 8, 9, 10])
    const failed = logs.filter(({ outcome }) => outcome !== 'ok')
    expect(failed.length).toBeGreaterThan(0)
    for (const log of failed) expect(log).toMatchObject({ outcome: 'invalid', message: expect.stringMatching(reason) })

    server.answer()
    const next = await runEnded(host, (await requestRun(host)).id)
    expect(next.run.status).toBe('completed')
  },
)

const garbage: Record<string, Parameters<ModelServer['answer']>[0]> = {
  null: (_, response) => response.writeHead(200, json).end('null'),
  '100,000 brackets around the answer': (_, response) =>
    response.writeHead(200, json).end('['.repeat(brackets) + ']'.repeat(brackets)),
  'no choices': (_, response) => response.writeHead(200, json).end(JSON.stringify({ usage })),
  'a page of HTML': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html),
  'an empty body': (_, response) => response.writeHead(200, json).end(),
  'half of a body': (_, response) => response.writeHead(200, json).end('{"choices": ['),
}

test.each(Object.entries(garbage))(
  'a provider that sends %s has not answered, and is asked again',
  async (_, behave) => {
    const asked = new Set<string>()
    server.answer((call, response) => {
      const keys = call.message.items.map(({ key }) => key).join()
      if (asked.has(keys)) return complete(call, response)
      asked.add(keys)
      behave?.(call, response)
    })
    const { id } = await requestRun(host)
    const { run, drills, logs } = await runEnded(host, id)
    expect(run).toMatchObject({ status: 'completed', progress: { requested: 10, generated: 10 } })
    expect(drills).toHaveLength(10)
    const failed = logs.filter(({ outcome }) => outcome !== 'ok')
    const message = expect.stringMatching(/^Acme sent (something that is not JSON|JSON without an answer in it)\.$/)
    expect(failed).toMatchObject(failed.map(() => ({ outcome: 'unavailable', message, promptTokens: null })))
    expect(failed).toHaveLength(2)
  },
)

test('characters that no database takes cost neither the answer nor its bill', async () => {
  const odd = 'Find the best\0 move\ud800.'
  server.answer((call, response) => {
    const drills = drillsFor(call).drills.map((drill) => ({ ...drill, prompt: odd }))
    const message = { content: JSON.stringify({ drills, [odd]: odd }) }
    // Once as JSON says it, once as it is.
    if (call.number % 2) message.content = message.content.replaceAll('\\u0000', '\0').replaceAll('\\ud800', '\ud800')
    const body = { model: 'big\0-1\udc00', choices: [{ message, finish_reason: 'stop' }], usage }
    response.writeHead(200, json).end(JSON.stringify(body))
  })
  const { id } = await requestRun(host)
  const { run, drills, logs } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', usage: { calls: 2 } })
  expect(logs.map(({ outcome, promptTokens }) => [outcome, promptTokens])).toEqual([
    ['ok', 1000],
    ['ok', 1000],
  ])
  for (const { answerBody } of logs) expect(answerBody).toContain('Find the best')
  expect(drills).toHaveLength(10)
  for (const { prompt, provenance } of drills) {
    expect(prompt).toBe('Find the best move\ufffd.')
    expect(provenance?.model).toBe('big-1\ufffd')
  }
})
