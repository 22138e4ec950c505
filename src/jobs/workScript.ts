import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { getPayload, type SanitizedConfig } from 'payload'
import { serveReadiness } from './serveReadiness.js'
import { startWorker } from './startWorker.js'

/**
 * `payload coursewright:work [--concurrency 3] [--ready-port 8081] [--max-memory-mb 1500]`: a worker until Ctrl-C or
 * SIGTERM, which lets the steps under way end; a second one leaves at once. Exit code 1 when it could not start, or ended
 * because of its memory; Payload's command would make a 0 of anything that is thrown.
 */
export const script = async (config: SanitizedConfig): Promise<void> => {
  try {
    await work(config)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

const work = async (config: SanitizedConfig): Promise<void> => {
  const { values } = parseArgs({
    // What follows `payload coursewright:work`.
    args: process.argv.slice(3),
    options: {
      concurrency: { type: 'string', default: '3' },
      'ready-port': { type: 'string' },
      'max-memory-mb': { type: 'string' },
    },
  })
  const { concurrency, 'ready-port': readyPort, 'max-memory-mb': maxMemoryMb } = values
  const payload = await getPayload({ config })
  const worker = startWorker({
    payload,
    concurrency: Number(concurrency),
    maxMemoryMb: maxMemoryMb === undefined ? undefined : Number(maxMemoryMb),
  })
  const readiness = readyPort === undefined ? undefined : await serveReadiness({ worker, port: Number(readyPort) })
  payload.logger.info({ msg: 'working', concurrency: Number(concurrency), readyPort: readiness?.port })
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), worker.ended])
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
  await worker.stop()
  await readiness?.close()
  await payload.destroy()
  if ((await worker.ended) === 'memory') {
    throw new Error(`The worker ended because its process had more than ${maxMemoryMb} MB of memory. Start it again.`)
  }
}
