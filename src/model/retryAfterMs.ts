/** Reads `Retry-After`: seconds, or an HTTP date (RFC 9110, section 10.2.3). `undefined` when absent or unreadable. */
export const retryAfterMs = (headers: Headers | undefined, nowMs = Date.now()): number | undefined => {
  const value = headers?.get('retry-after')
  if (!value) return undefined
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs)
}
