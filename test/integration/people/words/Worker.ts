import { sql } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq } from 'payload'
import { poolOf } from '../../../../src/database/adapter.js'
import { transactionOf } from '../../../../src/database/transactions.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { coursewrightOf } from '../../../../src/runs/coursewrightOf.js'
import { finishStep } from '../../../../src/runs/endRun.js'
import type { RunKind } from '../../../../src/runs/kind/RunKind.js'
import { finishKind } from '../../../../src/runs/openSteps.js'
import { createRunModel } from '../../../../src/runs/runModel.js'
import { claimStep } from '../../../../src/runs/sql/claims.js'
import { poolStore } from '../../../../src/runs/sql/store.js'
import { beginStep } from '../../../../src/runs/step/beginStep.js'
import { readRun, type StepContext } from '../../../../src/runs/step/StepContext.js'
import { stepBroke } from '../../../../src/runs/step/stepBroke.js'
import { workOnStep } from '../../../../src/runs/step/workOnStep.js'
import { sweep } from '../../../../src/runs/sweep.js'
import type { TestPayload } from '../../helpers/startTestPayload.js'

/** Where a worker is killed: with a claim and nothing else, with the answer kept, or with its drafts written and not committed. */
export const deaths = ['claimed', 'answered', 'saving'] as const

export type Death = (typeof deaths)[number]

class WorkerDied extends Error {}

/** A worker that does one step when it is told to, and dies when it is told to: what it holds then is reopened by the sweeper. */
export const createWorker = ({ payload }: Pick<TestPayload, 'payload'>) => {
  const settings = settingsOf(payload)
  const store = poolStore(payload, settings)
  const modelOf = createRunModel(settings)
  const kindsDying = (death: Death | undefined): readonly RunKind[] =>
    coursewrightOf(payload).kinds.map((kind) => ({
      ...kind,
      open: async (args) => {
        const open = await kind.open(args)
        return {
          ...open,
          save: async (req, made) => {
            if (death === 'answered') throw new WorkerDied()
            const saved = await open.save(req, made)
            if (death !== 'saving') return saved
            // Its connection ends with it, in the middle of the transaction.
            try {
              await (await transactionOf(req)).execute(sql`select pg_terminate_backend(pg_backend_pid())`)
            } finally {
              // biome-ignore lint/correctness/noUnsafeFinally: the worker is not there any more to hear what the database said.
              throw new WorkerDied()
            }
          },
        }
      },
    }))
  /** False when there was nothing to do. */
  const work = async (death?: Death): Promise<boolean> => {
    const kinds = kindsDying(death)
    const step = await claimStep(store, { owner: 'worker', leaseSeconds: 3600 })
    if (!step) return false
    const { signal } = new AbortController()
    const held = { payload, settings, kinds, model: modelOf(payload), store, step, signal, leaving: signal }
    let context: StepContext | undefined
    try {
      if (death === 'claimed') throw new WorkerDied()
      const deadline = await beginStep(held)
      const known = await readRun({ payload, settings, kinds, id: step.run })
      context = { ...held, ...known, deadline, onFree: undefined, req: await createLocalReq({}, payload) }
      await (step.kind === finishKind ? finishStep(context) : workOnStep(context))
    } catch (error) {
      if (!(error instanceof WorkerDied)) await stepBroke({ held, context, error, isStopping: false })
      else {
        await poolOf(payload).execute(sql`
          update generation_steps set lease_until = now() - interval '1 second' where id = ${step.id} and status = 'running'`)
        await sweep(payload, settings)
      }
    }
    return true
  }
  return {
    work,
    /** Honest work until nothing is left to do. */
    drain: async () => {
      for (let steps = 0; await work(); steps += 1) if (steps > 100) throw new Error('The work has no end.')
    },
  }
}
