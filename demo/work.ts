import { parseWorkArgs, workUntil } from '../src/jobs/workUntil.js'
import { command, untilSignal } from './command.js'
import { openHost } from './host/openHost.js'

// npm run work -- --concurrency 5 --grace-ms 25000 --ready-port 8081 --max-memory-mb 1500
await command(async () => {
  const args = parseWorkArgs(process.argv.slice(2))
  const host = await openHost({ log: (line) => process.stderr.write(`${line}\n`) })
  const onStart = (readyPort: number | undefined) => {
    const { concurrency } = args.options
    const slots = concurrency === undefined ? '' : ` on up to ${concurrency} steps at once`
    const where = readyPort === undefined ? '' : ` Ready or not: http://localhost:${readyPort}/ready.`
    process.stdout.write(`Working${slots}.${where} Ctrl-C ends it after the steps under way.\n`)
  }
  try {
    await workUntil({ payload: host.payload, ...args, asked: untilSignal(), onStart })
  } finally {
    await host.stop()
  }
})
