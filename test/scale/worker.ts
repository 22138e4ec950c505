import { startWorker } from '../../src/index.js'
import { openPayload } from './openPayload.js'

// A worker on a host of its own. Says when it is there; answers each message with whether it takes work.
const { DATABASE_URI: uri = '', MODEL_URL: modelURL = '', HOST_NAME: name = '' } = process.env
const payload = await openPayload({ uri, modelURL, name })
const worker = startWorker({ payload, concurrency: 2, sweepMs: 500 })
process.on('message', () => process.send?.({ isReady: worker.isReady() }))
process.on('disconnect', () => process.exit())
process.send?.({ isReady: worker.isReady() })
