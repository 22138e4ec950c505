import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../../src/model/clock.js'

interface Wait {
  atMs: number
  resolve(): void
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  /** Every wait that was asked for, in order. */
  readonly waits: number[] = []
  #nowMs: number
  readonly #pending = new Set<Wait>()
  readonly #random: () => number

  /** `random` default: always 0.5. */
  constructor({ nowMs = 0, random = () => 0.5 }: { nowMs?: number; random?: () => number } = {}) {
    this.#nowMs = nowMs
    this.#random = random
  }

  now(): number {
    return this.#nowMs
  }

  random(): number {
    return this.#random()
  }

  /** Waits that have not ended yet. */
  get pending(): number {
    return this.#pending.size
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    this.waits.push(ms)
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const end = () => {
        this.#pending.delete(wait)
        signal?.removeEventListener('abort', abort)
      }
      const abort = () => {
        end()
        reject(signal?.reason)
      }
      const wait: Wait = {
        atMs: this.#nowMs + Math.max(ms, 0),
        resolve: () => {
          end()
          resolve()
        },
      }
      this.#pending.add(wait)
      signal?.addEventListener('abort', abort, { once: true })
    })
  }

  /** Moves time on; everything that waits until then happens in its order, with all that follows from it. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms
    await setImmediate()
    for (let next = this.#next(untilMs); next; next = this.#next(untilMs)) {
      this.#nowMs = next.atMs
      next.resolve()
      await setImmediate()
    }
    this.#nowMs = untilMs
  }

  /** Moves time on, from one wait to the next, until the promise settles; fails when it waits for anything else. */
  async run<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false
    const settle = () => {
      isSettled = true
    }
    promise.then(settle, settle)
    for (;;) {
      await setImmediate()
      if (isSettled) return promise
      const next = this.#next(Number.POSITIVE_INFINITY)
      if (!next) throw new Error('Nothing waits on the clock, and the promise has not settled.')
      this.#nowMs = next.atMs
      next.resolve()
    }
  }

  #next(untilMs: number): Wait | undefined {
    let first: Wait | undefined
    for (const wait of this.#pending) if (wait.atMs <= untilMs && (!first || wait.atMs < first.atMs)) first = wait
    return first
  }
}
