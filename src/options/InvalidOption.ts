/** An option that cannot work. Thrown at boot, before anything is stored or spent. */
export class InvalidOption extends Error {
  override readonly name = 'InvalidOption'

  constructor(
    readonly option: string,
    /** What is wrong and what is allowed; must not hold a key. */
    problem: string,
  ) {
    super(`coursewright: option \`${option}\` ${problem}.`)
  }
}
