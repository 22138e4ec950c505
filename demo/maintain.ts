import { maintainByHand } from '../src/jobs/maintenance/runTasks.js'
import { command } from './command.js'
import { openHost } from './host/openHost.js'

// npm run maintain -- retention
await command(async () => {
  const host = await openHost({ log: (line) => process.stderr.write(`${line}\n`) })
  try {
    const say = (line: string) => process.stdout.write(`${line}\n`)
    await maintainByHand({ payload: host.payload, args: process.argv.slice(2), say })
  } finally {
    await host.stop()
  }
})
