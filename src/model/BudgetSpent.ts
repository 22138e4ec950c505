/** A request that may not be made, because what it may spend is spent or its time is up. Nothing was sent. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}
