/** An option that cannot work. Thrown at boot, before anything is stored or spent. */
export class InvalidOption extends Error {
  override readonly name = 'InvalidOption'

  constructor(
    readonly option: string,
    given: unknown,
    allowed: string,
  ) {
    super(`coursewright: option \`${option}\` is ${describe(given)}; ${allowed}.`)
  }
}

const describe = (given: unknown): string => {
  const text = typeof given === 'function' ? 'a function' : (JSON.stringify(given) ?? String(given))
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
