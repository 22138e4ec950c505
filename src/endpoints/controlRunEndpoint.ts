import { addDataAndFileToRequest, type Endpoint } from 'payload'
import { readPrimary } from '../database/transactions.js'
import type { Settings } from '../options/Settings.js'
import { controlRun, readStepToRetry } from '../runs/controlRun.js'
import type { RunAction } from '../runs/vocabulary.js'
import { readableRun } from './readableRun.js'

/** `POST /generation-runs/:id/{cancel,pause,resume,retry}` → `{doc, message}`; `retry` takes `{step?}` */
export const controlRunEndpoint = (settings: Settings, action: RunAction): Endpoint => ({
  path: `/:id/${action}`,
  method: 'post',
  handler: async (req) => {
    const run = await readableRun(settings, req, req.routeParams?.id)
    await addDataAndFileToRequest(req)
    const step = readStepToRetry(action, req.data)
    await controlRun({ payload: req.payload, run, action, step })
    const doc = await readPrimary(req, () =>
      req.payload.findByID({
        collection: settings.slugs.generationRuns,
        id: run,
        depth: 0,
        overrideAccess: false,
        req,
      }),
    )
    return Response.json({ doc, message: `Run ${run} is ${doc.status}.` })
  },
})
