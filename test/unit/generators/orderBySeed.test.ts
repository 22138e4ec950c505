import { expect, test } from 'vitest'
import { orderBySeed } from '../../../src/generators/orderBySeed.js'

const letters = [...'abcdefgh']
const order = (items: string[], seed: string) => orderBySeed(items, seed, (item) => item).join('')

test('the same seed gives the same order, whatever the order given', () => {
  expect(order([...letters].reverse(), 's')).toBe(order(letters, 's'))
})

test('another seed gives another order, of the same items', () => {
  const orders = Array.from({ length: 50 }, (_, seed) => order(letters, String(seed)))
  expect(new Set(orders).size).toBeGreaterThan(45)
  expect(orders.every((found) => [...found].sort().join('') === 'abcdefgh')).toBe(true)
})

test('the items given stay as they are', () => {
  const given = Object.freeze([...letters])
  expect(orderBySeed(given, 's', (item) => item)).not.toBe(given)
})
