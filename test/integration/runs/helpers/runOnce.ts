import { coursewrightOf } from '../../../../src/runs/coursewrightOf.js'
import type { TestPayload } from '../../helpers/startTestPayload.js'

/** Does so many steps, one after the other, as wake-ups would have them done. */
export const runOnce = async ({ payload }: Pick<TestPayload, 'payload'>, times = 1): Promise<void> => {
  const { runStep: run } = coursewrightOf(payload)
  for (let time = 0; time < times; time += 1) await run(payload)
}
