import { makeWorkerUtils } from 'graphile-worker'
import { equalTask } from './equalTask.js'
import { peerQueue, type QueueSystem, startBoss, uriOf } from './queueRunner.js'
import type { BenchHost } from './startBenchHost.js'

/** Queues so many steps, or jobs of another queue that are equal to them. */
export const queueEqualSteps = async (host: BenchHost, system: QueueSystem, steps: number): Promise<void> => {
  const { payload } = host
  const numbers = Array.from({ length: steps }, (_, number) => number)
  if (system === 'coursewright') await host.queueSteps(steps)
  else if (system === 'payload') {
    for (const number of numbers) {
      await payload.jobs.queue({ task: equalTask.slug, input: { number }, queue: peerQueue })
    }
  } else if (system === 'graphile-worker') {
    const utils = await makeWorkerUtils({ connectionString: uriOf(payload) })
    for (const number of numbers) await utils.addJob('equalStep', { number }, { maxAttempts: 1 })
    await utils.release()
  } else {
    const boss = await startBoss(payload)
    await boss.insert(numbers.map((number) => ({ name: peerQueue, data: { number } })))
    await boss.stop({ graceful: false })
  }
}
