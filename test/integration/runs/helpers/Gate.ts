/** Holds up whoever passes while it is closed. */
export class Gate {
  #opened: Promise<void> = Promise.resolve()
  #open: () => void = () => undefined

  /** How many stand at it or have passed. */
  arrivals = 0

  close(): void {
    this.arrivals = 0
    this.#opened = new Promise((resolve) => {
      this.#open = resolve
    })
  }

  open(): void {
    this.#open()
  }

  async pass(): Promise<void> {
    this.arrivals += 1
    await this.#opened
  }
}
