import { buildAdmin } from './buildAdmin.js'
import { command } from './command.js'
import { readPort } from './environment.js'
import { openHost } from './openHost.js'
import { startAdmin } from './startAdmin.js'
import { untilSignal } from './untilSignal.js'

// npm run serve: admin panel and API, no worker.
await command(async () => {
  const log = (line: string) => process.stderr.write(`${line}\n`)
  const port = readPort('PORT', process.env.PORT || '3000')
  const host = await openHost(log)
  try {
    await buildAdmin(log)
    const admin = await startAdmin(port)
    process.stdout.write(`Admin panel: ${admin.url}/admin\n`)
    const code = await Promise.race([untilSignal().then(() => null), admin.ended])
    await admin.stop()
    if (code) throw new Error(`The admin panel stopped with exit code ${code}.`)
  } finally {
    await host.stop()
  }
})
