import type { Ticket } from './Ticket.js'

/** Keeps calls away from a provider's model that does not answer, and finds out when it does again. */
export interface Breaker {
  /**
   * Asked before a call waits for anything. While the breaker is open nobody is admitted; when its time is up, one
   * caller at a time, who tries whether it can close.
   *
   * @throws ProviderOpen
   */
  admit(): Promise<Ticket>
}
