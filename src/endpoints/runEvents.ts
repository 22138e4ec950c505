import type { Endpoint } from 'payload'
import type { Settings } from '../options/Settings.js'
import { followRun } from '../runs/followRun.js'
import { stepsFor } from '../runs/requesterWords.js'
import type { RunState } from '../runs/sql/reads.js'
import { readableRun } from './readableRun.js'

const keepAliveMs = 15_000

/**
 * `GET /generation-runs/:id/events`: Server-Sent Events. State, not deltas: `{id: version, event: 'run', data: {status,
 * progress, waiting?, changedSteps}}`, of a paused run also `pausedFor`, `pausedUntil` and `pausedBy`; `Last-Event-ID` is the last version seen. Ends at a final status.
 */
export const runEventsEndpoint = (settings: Settings): Endpoint => ({
  path: '/:id/events',
  method: 'get',
  handler: async (req) => {
    const run = await readableRun(settings, req, req.routeParams?.id)
    const seen = Number(req.headers.get('last-event-id') ?? 0) || 0
    const stop = new AbortController()
    const signal = req.signal ? AbortSignal.any([req.signal, stop.signal]) : stop.signal
    const states = followRun({ payload: req.payload, settings, run, seen, quietMs: keepAliveMs, signal })
    const encoder = new TextEncoder()
    const stepsOf = ({ changedSteps }: RunState) => stepsFor(settings, req, changedSteps)

    const body = new ReadableStream<Uint8Array>({
      // Pulled only when the client has taken what came before, so a slow one costs nothing.
      pull: async (stream) => {
        const { value, done } = await states.next()
        if (stop.signal.aborted) return
        if (done) stream.close()
        else stream.enqueue(encoder.encode(value === 'quiet' ? ': still here\n\n' : eventOf(value, stepsOf(value))))
      },
      cancel: () => stop.abort(),
    })
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        // Proxies such as nginx would hold events back.
        'x-accel-buffering': 'no',
      },
    })
  },
})

const eventOf = ({ version, status, progress, waiting, pause }: RunState, changedSteps: readonly unknown[]): string =>
  `id: ${version}\nevent: run\ndata: ${JSON.stringify({ status, progress, waiting, ...pause, changedSteps })}\n\n`
