/** How long calls of these times take when so many go on at once and the next begins as soon as one ends. */
export const idealMs = (times: readonly number[], inFlight: number): number => {
  const slots = Array.from({ length: inFlight }, () => 0)
  for (const ms of times) {
    const next = slots.indexOf(Math.min(...slots))
    slots[next] = (slots[next] ?? 0) + ms
  }
  return Math.max(...slots)
}
