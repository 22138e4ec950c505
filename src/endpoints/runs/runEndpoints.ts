import type { Endpoint } from 'payload'
import { z } from 'zod'
import { requireRole } from '../../access/access.js'
import { invalidInput } from '../../invalidInput.js'
import type { Settings } from '../../options/Settings.js'
import type { RunKind } from '../../runs/kind/RunKind.js'
import { type RunAction, runActions } from '../../runs/vocabulary.js'
import { bodyOf } from '../body.js'
import { estimateRun } from '../limits.js'
import { actOnRun, readableRun } from './readableRun.js'
import { runEventsEndpoint, runStateEndpoint } from './runEvents.js'

interface GenerationRunEndpoints {
  settings: Settings
  kinds: readonly RunKind[]
}

export const generationRunEndpoints = ({ settings, kinds }: GenerationRunEndpoints): Endpoint[] => [
  estimateRunEndpoint(settings, kinds),
  runEventsEndpoint(settings, kinds),
  runStateEndpoint(settings, kinds),
  ...runActions.map((action) => controlRunEndpoint(settings, action)),
]

/** `POST /generation-runs/:id/{cancel,pause,resume,retry}` → `{doc, message}`; `retry` takes `{step?}`, `resume` `{maxTokens?, maxCostUsd?}` */
export const controlRunEndpoint = (settings: Settings, action: RunAction): Endpoint => ({
  path: `/:id/${action}`,
  method: 'post',
  handler: async (req) => {
    const run = await readableRun(settings, req, req.routeParams?.id)
    const doc = await actOnRun(settings, req, { run, action, given: checkNames(await bodyOf(req)) })
    return Response.json({ doc, message: `Run ${run} is ${doc.status}.` })
  },
})

/** What actions take; which takes what is said where it is read. */
const taken = z.strictObject({ step: z.unknown(), maxTokens: z.unknown(), maxCostUsd: z.unknown() }).partial()

/** Mistyped, a `step` would be left out and all be done again that failed. @throws RequestError 400 */
const checkNames = (body: Readonly<Record<string, unknown>>) => {
  const { error } = taken.safeParse(body)
  if (error)
    throw invalidInput(error.issues, {
      what: 'The body is not valid: retry takes step, resume takes maxTokens and maxCostUsd.',
      root: '',
    })
  return body
}

/** `POST /generation-runs/estimate {kind, input}` → `{estimate, input}`: what a run would take; stores nothing. */
const estimateRunEndpoint = (settings: Settings, kinds: readonly RunKind[]): Endpoint => ({
  path: '/estimate',
  method: 'post',
  handler: async (req) => {
    requireRole(settings, req)
    return Response.json(await estimateRun(settings, kinds, { req, request: await bodyOf(req) }))
  },
})
