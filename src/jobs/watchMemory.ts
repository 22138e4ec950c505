const everyMs = 1000

interface WatchMemory {
  /** Megabytes (RSS). */
  maxMb: number
  /** Called once. */
  onOver(usedMb: number): void
}

/** Looks each second how much memory the process has. Returns how to end it. */
export const watchMemory = ({ maxMb, onOver }: WatchMemory): (() => void) => {
  const timer = setInterval(() => {
    const usedMb = Math.round(process.memoryUsage.rss() / 1024 / 1024)
    if (usedMb <= maxMb) return
    clearInterval(timer)
    onOver(usedMb)
  }, everyMs).unref()
  return () => clearInterval(timer)
}
