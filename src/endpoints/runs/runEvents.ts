import type { Endpoint, PayloadRequest } from 'payload'
import { isReviewer } from '../../access/access.js'
import type { Settings } from '../../options/Settings.js'
import { followRun } from '../../runs/followRun.js'
import type { RunKind } from '../../runs/kind/RunKind.js'
import { type RunState, readRunState } from '../../runs/sql/runState.js'
import { poolStore } from '../../runs/sql/store.js'
import { readAlong } from '../../runs/step/readAlong.js'
import { readRun } from '../../runs/step/StepContext.js'
import { toldState } from '../../runs/toldState.js'
import type { Id, NamedStep } from '../../runs/vocabulary.js'
import { mayReadOn, notFound, readableRun } from './readableRun.js'

const keepAliveMs = 15_000
/** A run may be followed for days: so often it is looked at whether its reader may still read it. */
const checkEveryMs = 60_000

/**
 * `GET /generation-runs/:id/events`: Server-Sent Events. State, not deltas: `{id: version, event: 'run', data: {status,
 * progress, waiting?, changedSteps, named?}}`, of a paused run also `pausedFor`, `pausedUntil` and `pausedBy`;
 * `Last-Event-ID` is the last version seen. Ends at a final status, and within a minute or so when the user may not read the run
 * any more. With `?text=true` reviewers also get `{event: 'text',
 * data: {step, text}}`: the end of what a step is writing just now.
 */
export const runEventsEndpoint = (settings: Settings, kinds: readonly RunKind[]): Endpoint => ({
  path: '/:id/events',
  method: 'get',
  handler: async (req) => {
    const { payload } = req
    const run = await readableRun(settings, req, req.routeParams?.id)
    const seen = versionIn(req.headers.get('last-event-id'))
    const named = await namedSteps({ settings, kinds, req, run, seen })
    const stop = new AbortController()
    const signal = req.signal ? AbortSignal.any([req.signal, stop.signal]) : stop.signal
    const states = followRun({ payload, settings, run, seen, quietMs: keepAliveMs, signal })
    const encoder = new TextEncoder()
    // What is being written may give away what a student is to find out.
    const readsText = req.searchParams.get('text') === 'true' && isReviewer(settings)({ req })
    let isFirst = true
    let checkedAt = performance.now()
    const mayRead = async (): Promise<boolean> => {
      if (performance.now() - checkedAt < checkEveryMs) return true
      checkedAt = performance.now()
      return mayReadOn(settings, req, run)
    }

    const body = new ReadableStream<Uint8Array>({
      start: (stream) => {
        if (!readsText) return
        const leave = readAlong({
          ...{ payload, settings, run },
          onText: (written) => {
            // A slow client misses some of it; the next has all that is shown.
            if (!signal.aborted && (stream.desiredSize ?? 0) > 0) {
              stream.enqueue(encoder.encode(`event: text\ndata: ${JSON.stringify(written)}\n\n`))
            }
          },
        })
        // Who asked is gone already: nothing would tell so later.
        if (signal.aborted) leave()
        else signal.addEventListener('abort', leave, { once: true })
      },
      // Pulled only when the client has taken what came before, so a slow one costs nothing.
      pull: async (stream) => {
        const { value, done } = await states.next()
        const isOver = done || !(await mayRead())
        if (stop.signal.aborted) return
        if (isOver) {
          stop.abort()
          stream.close()
        } else if (value === 'quiet') stream.enqueue(encoder.encode(': still here\n\n'))
        else {
          const data = { ...toldState(settings, req, value), ...(isFirst ? named : {}) }
          isFirst = false
          stream.enqueue(encoder.encode(`id: ${value.version}\nevent: run\ndata: ${JSON.stringify(data)}\n\n`))
        }
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

/**
 * `GET /generation-runs/:id/state?seen=7` → the same as an event, with its `version`, once: for those whom no events reach.
 */
export const runStateEndpoint = (settings: Settings, kinds: readonly RunKind[]): Endpoint => ({
  path: '/:id/state',
  method: 'get',
  handler: async (req) => {
    const run = await readableRun(settings, req, req.routeParams?.id)
    const seen = versionIn(req.searchParams.get('seen'))
    const [named, state] = await Promise.all([
      namedSteps({ settings, kinds, req, run, seen }),
      readRunState(poolStore(req.payload, settings), run, seen),
    ])
    // Deleted since.
    if (!state) throw notFound()
    return Response.json({ version: state.version, ...toldState(settings, req, state), ...named } satisfies Told)
  },
})

type Told = Pick<RunState, 'version'> & ReturnType<typeof toldState> & { named?: readonly NamedStep[] }

const versionIn = (given: string | null): number => Number(given ?? 0) || 0

interface NamedSteps {
  settings: Settings
  kinds: readonly RunKind[]
  req: PayloadRequest
  run: Id
  seen: number
}

/** Told once, to those who know nothing yet: it does not change. */
const namedSteps = async ({ settings, kinds, req, run: id, seen }: NamedSteps): Promise<Pick<Told, 'named'>> => {
  if (seen !== 0 || !kinds.some((kind) => kind.namedSteps)) return {}
  try {
    const { kind, run } = await readRun({ payload: req.payload, settings, kinds, id })
    const named = kind.namedSteps?.(run) ?? []
    return named.length > 0 ? { named } : {}
  } catch {
    // Its format is gone, or only newer processes know its kind: steps are called by their numbers.
    return {}
  }
}
