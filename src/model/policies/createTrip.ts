import { CircuitState, ConsecutiveBreaker, CountBreaker } from 'cockatiel'

/** Decides when a closed breaker opens. */
interface Trip {
  succeeded(): void
  /** Whether it is enough. */
  failed(): boolean
}

/** Five failures in a row, or more than half of the last twenty calls once there were ten. */
export const createTrip = (): Trip => {
  const breakers = [new ConsecutiveBreaker(5), new CountBreaker({ threshold: 0.5, size: 20, minimumNumberOfCalls: 10 })]
  return {
    succeeded() {
      for (const breaker of breakers) breaker.success(CircuitState.Closed)
    },
    failed() {
      // Each has to count it, so no `some` that stops early.
      return breakers.map((breaker) => breaker.failure(CircuitState.Closed)).includes(true)
    },
  }
}
