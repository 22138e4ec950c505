import { parseArgs } from 'node:util'
import { serveReadiness, startWorker } from '../src/index.js'
import { command } from './command.js'
import { readPort } from './environment.js'
import { openHost } from './openHost.js'
import { untilSignal } from './untilSignal.js'

// npm run work -- --concurrency 5 --ready-port 8081 --max-memory-mb 1500
await command(async () => {
  const { values } = parseArgs({
    options: {
      concurrency: { type: 'string', default: '3' },
      'ready-port': { type: 'string' },
      'max-memory-mb': { type: 'string' },
    },
  })
  const concurrency = Number(values.concurrency)
  const readyPort = values['ready-port'] && readPort('--ready-port', values['ready-port'])
  const maxMemoryMb = values['max-memory-mb'] === undefined ? undefined : Number(values['max-memory-mb'])
  const host = await openHost({ log: (line) => process.stderr.write(`${line}\n`) })
  try {
    const worker = startWorker({ payload: host.payload, concurrency, maxMemoryMb })
    const readiness = typeof readyPort === 'number' ? await serveReadiness({ worker, port: readyPort }) : undefined
    const where = readiness ? ` Ready or not: http://localhost:${readiness.port}/ready.` : ''
    process.stdout.write(
      `Working on up to ${concurrency} steps at once.${where} Ctrl-C ends it after the steps under way.\n`,
    )
    await Promise.race([untilSignal(), worker.ended])
    // Answers 503 while the steps under way end.
    await worker.stop()
    await readiness?.close()
    if ((await worker.ended) === 'memory') {
      throw new Error(`The worker ended because its process had more than ${maxMemoryMb} MB of memory. Start it again.`)
    }
  } finally {
    await host.stop()
  }
})
