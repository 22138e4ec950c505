import { recountPositions } from '../src/library/recount.js'
import { command } from './command.js'
import { openHost } from './host/openHost.js'

// npm run recount
await command(async () => {
  const host = await openHost({ log: (line) => process.stderr.write(`${line}\n`) })
  try {
    const mended = await recountPositions(host.payload)
    process.stdout.write(`The drills of all positions are counted; ${mended} counts were wrong.\n`)
  } finally {
    await host.stop()
  }
})
