import pg from 'pg'

/** Runs `work` with one connection to the database and closes it. */
export async function connectTo<T>(uri: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: uri, connectionTimeoutMillis: 10_000 })
  // A server that goes away rejects the query under way as well; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
