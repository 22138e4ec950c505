import { startPostgres } from '../../../demo/postgres/startPostgres.js'

// A command that uses the embedded Postgres, for tests to start and to kill. It reports its uri as the first line,
// and goes when told to: by `stop` on stdin politely, by `exit` without a goodbye of its own.
const dataDir = process.argv[2] ?? ''
const port = process.argv[3] === undefined ? undefined : Number(process.argv[3])

try {
  const postgres = await startPostgres({ dataDir, port })
  console.log(JSON.stringify({ uri: postgres.uri, port: postgres.port }))
  process.stdin.setEncoding('utf8').on('data', async (command: string) => {
    if (command.trim() === 'exit') process.exit(0)
    await postgres.stop()
    process.exit(0)
  })
} catch (error) {
  console.log(JSON.stringify({ problem: (error as Error).message }))
  process.exitCode = 1
}
