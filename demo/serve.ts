import { command, untilSignal } from './command.js'
import { buildAdmin, startAdmin } from './host/admin.js'
import { readPort } from './host/environment.js'
import { openHost } from './host/openHost.js'
import { checkPort } from './host/ports.js'

// npm run serve: admin panel and API, no worker.
await command(async () => {
  const log = (line: string) => process.stderr.write(`${line}\n`)
  const port = readPort('PORT', process.env.PORT || '3000')
  await checkPort(port)
  const host = await openHost({ log, isWatched: true })
  try {
    const stop = new AbortController()
    const stopped = untilSignal().then(() => stop.abort())
    await buildAdmin({ log, signal: stop.signal }).catch((error: unknown) => {
      if (!stop.signal.aborted) throw error
    })
    if (stop.signal.aborted) return
    const admin = await startAdmin({ port, isPrivate: false })
    process.stdout.write(`Admin panel: ${admin.url}/admin, for everyone who can reach this machine.\n`)
    if (host.isEmbedded) log("The embedded database has the demo's users with their published password.")
    const code = await Promise.race([stopped.then(() => null), admin.ended])
    await admin.stop()
    if (code) throw new Error(`The admin panel stopped with exit code ${code}.`)
  } finally {
    await host.stop()
  }
})
