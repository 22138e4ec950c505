import { expect, test } from 'vitest'
import { tokenFactor } from '../../../src/model/tokens.js'

test.each([
  ['as the last calls tell', { promptTokens: 1300, countedPromptTokens: 1000, calls: 5 }, 1.3],
  ['1 before there are five', { promptTokens: 1300, countedPromptTokens: 1000, calls: 4 }, 1],
  ['1 without a count', { promptTokens: 0, countedPromptTokens: 0, calls: 0 }, 1],
  ['never more than three', { promptTokens: 9000, countedPromptTokens: 1000, calls: 9 }, 3],
  ['never less than a half', { promptTokens: 100, countedPromptTokens: 1000, calls: 9 }, 0.5],
])('the factor from our tokens to the provider’s is %s', (_, counted, factor) => {
  expect(tokenFactor(counted)).toBe(factor)
})
