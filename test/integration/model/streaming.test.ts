import { afterAll, beforeAll, expect, test } from 'vitest'
import { settingsOf } from '../../../src/options/Settings.js'
import { coursewrightOf } from '../../../src/runs/coursewrightOf.js'
import { followRun } from '../../../src/runs/followRun.js'
import { topicOf } from '../../../src/runs/sql/store.js'
import { readAlong } from '../../../src/runs/step/readAlong.js'
import { waitFor } from '../../shared/waitFor.js'
import { requestRun } from '../runs/helpers/requestRun.js'
import { runEnded } from '../runs/helpers/runEnded.js'
import { drillsFor, type ModelServer } from './servers/startModelServer.js'
import { type ServedHost, startServedHost } from './servers/startServedHost.js'
import { streamPieces } from './servers/streamPieces.js'

let server: ModelServer
let host: ServedHost

beforeAll(async () => {
  host = await startServedHost({ provider: { streams: true }, model: { stallMs: 10_000 } })
  server = host.server
})
afterAll(() => host?.stop())

/** The last text of a drill. */
const whyOf = (piece: string): string => {
  const texts = piece.match(/"(?:[^"\\]|\\.)*"/g) ?? []
  return JSON.parse(texts.at(-1) ?? '""')
}

/** The answer's JSON, cut before each drill. */
const drillByDrill = (text: string): string[] => text.split(/(?=\{"key":)/)

test('while an answer is streamed, those who follow the run see drill after drill begin, and read along', async () => {
  const written: number[] = []
  const texts: string[] = []
  server.answer((call, response) => {
    const pieces = drillByDrill(JSON.stringify(drillsFor(call)))
    expect(pieces).toHaveLength(6)
    // The next one comes when the last one has been seen.
    const next = () => {
      const piece = pieces.shift()
      if (piece === undefined) return streamPieces(response, [])
      streamPieces(response, [piece], { isEnded: false })
      const begun = 5 - pieces.length
      const isSeen = () => begun === 0 || (written.includes(begun) && texts.at(-1)?.endsWith(whyOf(piece)))
      waitFor(`${begun} to be seen`, isSeen).then(next, () => response.destroy())
    }
    next()
  })
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  const { payload } = host
  const settings = settingsOf(payload)
  const leave = readAlong({ payload, settings, run: id, onText: ({ step, text }) => step === 1 && texts.push(text) })
  const states = followRun({
    payload,
    settings,
    run: id,
    seen: 0,
    quietMs: 60_000,
    signal: AbortSignal.timeout(100_000),
  })
  for await (const state of states) {
    if (state === 'quiet') continue
    for (const step of state.changedSteps) if (step.kind === 'generate') written.push(step.written)
  }
  leave()
  expect(written.filter((count, index) => count > 0 && count !== written[index - 1])).toEqual([1, 2, 3, 4, 5])
  expect(written.at(-1)).toBe(0)

  const { run, drills, logs } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { generated: 5 } })
  expect(drills).toHaveLength(5)
  expect(logs).toMatchObject([
    { outcome: 'ok', promptTokens: 1000, completionTokens: 200, firstTokenMs: expect.any(Number) },
  ])
  const [log] = logs
  expect(log?.firstTokenMs).toBeLessThan((log?.ms ?? 0) / 2)
})

test('a stream that falls silent is given up, and what comes next completes the run', async () => {
  let calls = 0
  server.answer((call, response) => {
    calls += 1
    const text = JSON.stringify(drillsFor(call))
    if (calls === 1) streamPieces(response, drillByDrill(text).slice(0, 3), { isEnded: false })
    else streamPieces(response, [text])
  })
  const { id } = await requestRun(host, { targetDrillCount: 5 })
  // It listens, and has not said that it reads.
  let told = 0
  const { payload } = host
  const topic = topicOf.text(id)
  const leave = coursewrightOf(payload).notifications.subscribe({ payload, topic, listener: (text) => text && told++ })
  const { run, logs } = await runEnded(host, id)
  leave()
  expect(run.status).toBe('completed')
  expect(told).toBe(0)
  expect(logs).toMatchObject([
    { outcome: 'timeout', message: 'Acme fell silent for 10 seconds.', firstTokenMs: expect.any(Number) },
    { outcome: 'ok' },
  ])
  expect(server.open()).toBe(0)
})
