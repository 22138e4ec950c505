/** A place where one is held up until it is released. */
export class Pause {
  #arrive: () => void = () => undefined
  #release: () => void = () => undefined
  readonly #released = new Promise<void>((resolve) => {
    this.#release = resolve
  })

  /** Resolves when somebody has come to it. */
  readonly reached = new Promise<void>((resolve) => {
    this.#arrive = resolve
  })

  async pass(): Promise<void> {
    this.#arrive()
    await this.#released
  }

  release(): void {
    this.#release()
  }
}
