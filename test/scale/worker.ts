import { createInterface } from 'node:readline'
import { startWorker } from '../../src/index.js'
import { openPayload } from './openPayload.js'

// A worker on a host of its own. Says when it is there; answers each line with whether it takes work, and ends with its parent.
const { DATABASE_URI: uri = '', MODEL_URL: modelURL = '', HOST_NAME: name = '' } = process.env
const payload = await openPayload({ uri, modelURL, name })
const worker = startWorker({ payload, concurrency: 2, sweepMs: 500 })
const say = (line: string) => process.stdout.write(`${line}\n`)
say('started')
for await (const _ of createInterface({ input: process.stdin })) say(`ready ${worker.isReady()}`)
process.exit()
