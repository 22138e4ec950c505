/** The same server's URI with another database's name. */
export function withDatabase(uri: string, database: string): string {
  const url = new URL(uri)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.href
}
