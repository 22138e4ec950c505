import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readRun } from '../runs/helpers/readRun.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { complete, refuse } from './servers/startModelServer.js'
import { type ServedHost, startServedHost } from './servers/startServedHost.js'

const spans = new InMemorySpanExporter()
let host: ServedHost

beforeAll(async () => {
  // As a host does that wants traces.
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).register()
  host = await startServedHost({ model: { maxCalls: 10 } })
})
afterAll(async () => {
  trace.disable()
  context.disable()
  await host?.stop()
})
beforeEach(() => spans.reset())

const made = async (input: Record<string, unknown>) => {
  const { id } = await requestRun(host, input)
  await runEnded(host, id)
  const all = spans.getFinishedSpans()
  return {
    run: await readRun(host, id),
    steps: all.filter(({ name }) => name.startsWith('coursewright.step')),
    calls: all.filter(({ kind }) => kind === SpanKind.CLIENT),
    all,
  }
}

test('each step and each call of a run is a span, calls below their step, with the names of the conventions', async () => {
  host.server.answer()
  const { run, steps, calls } = await made({ targetDrillCount: 4, batchSize: 4 })
  expect(steps.map(({ name }) => name)).toEqual([
    'coursewright.step plan',
    'coursewright.step generate',
    'coursewright.step finish',
  ])
  const [batch] = run.batches
  const step = steps[1]
  expect(step?.attributes).toEqual({
    'coursewright.run.id': String(run.run.id),
    'coursewright.run.kind': 'drillSeries',
    'coursewright.step.id': String(batch?.id),
    'coursewright.step.index': batch?.index,
    'coursewright.step.kind': 'generate',
    'coursewright.step.claim': 1,
  })
  const { hostname, port } = new URL(host.server.baseURL)
  expect(calls).toHaveLength(1)
  expect(calls[0]).toMatchObject({ name: 'chat big-1', status: { code: SpanStatusCode.UNSET } })
  expect(calls[0]?.parentSpanContext?.spanId).toBe(step?.spanContext().spanId)
  expect(calls[0]?.attributes).toEqual({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': run.logs[0]?.provider,
    'gen_ai.request.model': 'big-1',
    'gen_ai.request.max_tokens': host.server.calls().at(-1)?.body.max_completion_tokens,
    'gen_ai.output.type': 'json',
    'gen_ai.response.model': 'big-1',
    'gen_ai.usage.input_tokens': 1000,
    'gen_ai.usage.output_tokens': 200,
    'gen_ai.usage.cache_read.input_tokens': 100,
    'gen_ai.usage.cache_write.input_tokens': 0,
    'gen_ai.usage.reasoning.output_tokens': 20,
    'server.address': hostname,
    'server.port': Number(port),
  })
})

test('a call that fails says how, in a span of its own beside the one that came after it', async () => {
  let count = 0
  host.server.answer((call, response) => {
    count += 1
    if (count === 1) refuse(response, 500)
    else if (count === 2) complete(call, response, { content: 'Rather a poem about rooks.' })
    else complete(call, response)
  })
  const { steps, calls, all } = await made({ targetDrillCount: 2, batchSize: 2 })
  expect(calls.map(({ attributes, status }) => [attributes['error.type'], status.code])).toEqual([
    ['unavailable', SpanStatusCode.ERROR],
    ['invalid', SpanStatusCode.ERROR],
    [undefined, SpanStatusCode.UNSET],
  ])
  expect(new Set(calls.map(({ parentSpanContext }) => parentSpanContext?.spanId)).size).toBe(1)
  expect(steps.every(({ status }) => status.code === SpanStatusCode.UNSET)).toBe(true)
  const written = JSON.stringify(all.map(({ attributes, events, status }) => [attributes, events, status]))
  expect(written).not.toContain('poem')
})

test('a step that breaks off is a failed span that names the error, and nothing it says', async () => {
  host.server.answer()
  const { id } = await requestRun(host, { targetDrillCount: 2, batchSize: 2 })
  const { payload } = host
  const { kinds } = payload.config.custom.coursewright
  const kind = kinds.find(({ kind: name }: { kind: string }) => name === 'drillSeries')
  const { open } = kind
  let broke = 0
  kind.open = (given: { step: { kind: string } }) => {
    if (given.step.kind !== 'generate' || broke > 0) return open(given)
    broke += 1
    throw new RangeError('secret of the position')
  }
  try {
    await runEnded(host, id)
  } finally {
    kind.open = open
  }
  const failed = spans.getFinishedSpans().filter(({ status }) => status.code === SpanStatusCode.ERROR)
  expect(failed.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
    ['coursewright.step generate', 'RangeError'],
  ])
  expect(JSON.stringify(failed.map(({ attributes, events, status }) => [attributes, events, status]))).not.toContain(
    'secret',
  )
})
