/** Milliseconds of processor time that synchronous work takes: the same on a machine that has much else to do. */
export const cpuMs = (work: () => unknown): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
