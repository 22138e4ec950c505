import { parseArgs } from 'node:util'
import { offlineModelName } from './offlineModelName.js'
import { startOfflineModel } from './startOfflineModel.js'

const usage = 'Usage: npm run model -- [--port 4010] [--latency-ms 0]'

/** `npm run model`: serves the offline model alone until Ctrl-C. */
async function serveModel(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { port: { type: 'string' }, 'latency-ms': { type: 'string' } } })
  const port = wholeNumber('--port', values.port ?? '4010', 65_535)
  const latencyMs = wholeNumber('--latency-ms', values['latency-ms'] ?? '0', 600_000)
  const model = await startOfflineModel({ port, latencyMs })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void model.stop())
  console.log(
    `The offline model ${offlineModelName} answers on ${model.baseURL} after ${latencyMs} ms. Ctrl-C stops it.`,
  )
  console.log('It is no language model: it writes drills from the facts in the request. Any API key will do.')
}

function wholeNumber(option: string, text: string, max: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value <= max) return value
  throw new Error(`${option} must be a whole number from 0 to ${max}, not "${text}".`)
}

function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return 'This port is taken by another program: choose another with --port.'
  if (code === 'EACCES') return 'This port is reserved by the system: choose one above 1023 with --port.'
  return `${message}\n${usage}`
}

await serveModel(process.argv.slice(2)).catch((error: unknown) => {
  console.error(explain(error))
  process.exitCode = 1
})
