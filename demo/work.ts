import { parseArgs } from 'node:util'
import { startWorker } from '../src/jobs/startWorker.js'
import { command } from './command.js'
import { openHost } from './openHost.js'
import { untilSignal } from './untilSignal.js'

// npm run work -- --concurrency 5
await command(async () => {
  const { values } = parseArgs({ options: { concurrency: { type: 'string', default: '3' } } })
  const concurrency = Number(values.concurrency)
  const host = await openHost({ log: (line) => process.stderr.write(`${line}\n`) })
  try {
    const worker = startWorker({ payload: host.payload, concurrency })
    process.stdout.write(`Working on up to ${concurrency} steps at once. Ctrl-C ends it after the steps under way.\n`)
    await untilSignal()
    await worker.stop()
  } finally {
    await host.stop()
  }
})
