/** How many times faster than real time: a median call of 20 s takes 200 ms. */
export const timeScale = 100

const TIMEOUT_SECONDS = 90
const HEAVY_TIMEOUT_SECONDS = 120

export interface SectionTask {
  key: string
  isHeavy: boolean
  timeoutSeconds: number
}

const HEAVY = [4, 5, 8, 9, 10, 17]

/** The seeds' workload: 17 sections, six of them heavy. */
export const sectionTasks: readonly SectionTask[] = Array.from({ length: 17 }, (_, index) => {
  const isHeavy = HEAVY.includes(index + 1)
  return {
    key: `s${String(index + 1).padStart(2, '0')}`,
    isHeavy,
    timeoutSeconds: isHeavy ? HEAVY_TIMEOUT_SECONDS : TIMEOUT_SECONDS,
  }
})

export const scaledMs = (seconds: number): number => (seconds * 1000) / timeScale

/** The server knows a section by its request alone. */
export const requestName = (run: string, { key, isHeavy }: SectionTask): string =>
  `${run} ${key}${isHeavy ? ' heavy' : ''}`
