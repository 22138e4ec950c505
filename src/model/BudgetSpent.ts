/** A request that nobody answered, and that may not go on: what it may spend is spent, or its time is up. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}
