import { expect, test } from 'vitest'
import { runStorm } from '../../../../bench/modelLayer/runStorm.js'

test.each([
  ['plain', false],
  ['streamed', true],
])(
  '%s: attempts and answers hold the tokens that the server says it served, whatever went wrong',
  async (_, streams) => {
    const { outcomes, calledOutcomes, mistold, tokens } = await runStorm({
      seed: 3,
      requests: 40,
      streams,
      withSilence: true,
    })
    expect(calledOutcomes).toMatchObject({ timeout: expect.any(Number), aborted: 2 })
    expect(outcomes.aborted).toBe(2)
    expect(tokens.served.completionTokens).toBeGreaterThan(1000)
    expect(tokens.ledger).toEqual(tokens.served)
    expect(mistold).toEqual([])
  },
  30_000,
)
