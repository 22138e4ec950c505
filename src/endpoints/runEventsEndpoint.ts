import type { Endpoint } from 'payload'
import { poolOf } from '../database/postgres.js'
import type { Settings } from '../options/Settings.js'
import { finalStatuses } from '../runs/RunStatus.js'
import { readRunState } from '../runs/sql/readRunState.js'
import { runTables } from '../runs/sql/runTables.js'
import { wait } from '../wait.js'
import { readableRun } from './readableRun.js'

const pollMs = 500
const keepAliveMs = 15_000

/**
 * `GET /generation-runs/:id/events`: Server-Sent Events. State, not deltas: `{id: version, event: 'run', data: {status,
 * progress, changedSteps}}`; `Last-Event-ID` is the last version seen. Ends at a final status.
 */
export const runEventsEndpoint = (settings: Settings): Endpoint => ({
  path: '/:id/events',
  method: 'get',
  handler: async (req) => {
    const run = await readableRun(settings, req, req.routeParams?.id)
    const { payload } = req
    const db = poolOf(payload)
    const tables = runTables(payload, settings.slugs)
    const encoder = new TextEncoder()
    let seen = Number(req.headers.get('last-event-id') ?? 0) || 0
    let idleMs = 0
    const stop = new AbortController()
    const signal = req.signal ? AbortSignal.any([req.signal, stop.signal]) : stop.signal

    const body = new ReadableStream<Uint8Array>({
      // Pulled only when the client has taken what came before, so a slow one costs nothing.
      pull: async (stream) => {
        while (!signal.aborted) {
          const state = await readRunState(db, tables, run, seen)
          if (!state) break
          if (state.version > seen) {
            seen = state.version
            const { status, progress, changedSteps } = state
            const data = JSON.stringify({ status, progress, changedSteps })
            stream.enqueue(encoder.encode(`id: ${seen}\nevent: run\ndata: ${data}\n\n`))
            if (finalStatuses.includes(status)) stream.close()
            return
          }
          if (finalStatuses.includes(state.status)) break
          await wait(pollMs, signal)
          idleMs += pollMs
          if (idleMs >= keepAliveMs) {
            idleMs = 0
            stream.enqueue(encoder.encode(': still here\n\n'))
            return
          }
        }
        if (!stop.signal.aborted) stream.close()
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
