/** The host's adapter was told to do without transactions, on which everything here depends. */
export class NoTransactions extends Error {
  override readonly name = 'NoTransactions'

  constructor() {
    super(
      'coursewright needs transactions: remove `transactionOptions: false` from the postgresAdapter({ … }) of this config.',
    )
  }
}
