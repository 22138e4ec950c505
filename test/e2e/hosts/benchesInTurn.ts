import { benches } from '../../../bench/benches.js'
import { staysAlive } from '../../../bench/report.js'

// Runs benches one after the other in this process, which loads Payload only once: each argument is the JSON of a name and the
// bench's own arguments. A line of JSON is what each says.
process.env[staysAlive] = 'true'
for (const given of process.argv.slice(2)) {
  const [name, ...args]: string[] = JSON.parse(given)
  process.argv = [process.argv[0] ?? '', `bench/${benches[name ?? '']}.ts`, '--json', ...args]
  try {
    await import(`../../../bench/${benches[name ?? '']}.js`)
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: error instanceof Error ? error.stack : String(error) })}\n`)
  }
}
process.exit()
