export interface Address {
  port: number
  password: string
  /** Default `postgres`. */
  database?: string
}

/** The address of a database of the embedded server, as `postgres://` URI. */
export function uriOf({ port, password, database = 'postgres' }: Address): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}
