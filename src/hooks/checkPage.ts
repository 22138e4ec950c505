import { RequestError } from '../errors.js'

/** The last row Postgres can count to in an `int`; more than any collection holds. */
const maxRow = 2_147_483_647

/** @throws RequestError 400 for pages and limits that Postgres would refuse */
export const checkPage = (args: object): void => {
  for (const name of ['limit', 'page'] as const) {
    const value: unknown = Reflect.get(args, name)
    if (typeof value !== 'number' || Number.isNaN(value)) continue
    if (Number.isInteger(value) && value >= 0 && value <= maxRow) continue
    throw new RequestError(400, `${name} is ${value}: give a whole number from 0 to ${maxRow}.`, {
      code: 'invalid_query',
      path: name,
    })
  }
}
