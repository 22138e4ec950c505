import { buildAdmin, startAdmin } from '../../../demo/host/admin.js'
import { openHost } from '../../../demo/host/openHost.js'
import { findFreePort } from '../../../demo/host/ports.js'
import { answerTask } from '../../../demo/model/answerTask.js'
import { offlineModelName } from '../../../demo/model/offlineModelName.js'
import { startOfflineModel } from '../../../demo/model/startOfflineModel.js'
import { startWorker } from '../../../src/index.js'
import { isRecord } from '../../../src/text.js'

// The process that `startHost` starts: builds if need be, says its address, and ends when its parent lets go of it.
const log = () => undefined
let isMended = false
const model = await startOfflineModel({
  latencyMs: Number(process.argv[2] ?? 0),
  // Drills for the profiles with these tones cannot be written until the parent says so.
  faults: ({ message }) => {
    const asked = isMended ? '' : JSON.stringify(message ?? '')
    if (asked.includes('unreachable')) return { status: 503, message: 'down for maintenance' }
    return asked.includes('unwritable') ? { status: 400, message: 'no' } : undefined
  },
  // What somebody wants to be better is: each entry of what is written anew says it.
  respond: ({ message = {} }) => {
    const feedback = isRecord(message.revision) ? message.revision.feedback : undefined
    const result = typeof feedback === 'string' ? answerTask(message) : { problem: '' }
    if ('problem' in result) return undefined
    return JSON.parse(JSON.stringify(result.answer), (name, value) =>
      name === 'body' ? `${value} ${feedback}` : value,
    )
  },
})
process.on('message', (message) => {
  isMended = message === 'mend'
})
Object.assign(process.env, {
  OPENAI_API_KEY: '',
  OPENAI_BASE_URL: model.baseURL,
  OPENAI_MODEL: offlineModelName,
  OPENAI_MODEL_SIMPLE: offlineModelName,
})
const host = await openHost({ log, seedsAnyDatabase: true })
await buildAdmin({ log })
const worker = process.argv[4] === 'idle' ? undefined : startWorker({ payload: host.payload })
const admin = await startAdmin({ port: await findFreePort(), isPrivate: true, firstPath: process.argv[3] || undefined })
process.once('disconnect', async () => {
  await admin.stop()
  await worker?.stop()
  await host.stop()
  await model.stop()
  process.exit()
})
process.send?.({ url: admin.url, modelUrl: model.baseURL })
