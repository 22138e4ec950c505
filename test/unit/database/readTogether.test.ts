import type { PayloadRequest } from 'payload'
import { expect, test } from 'vitest'
import { readTogether } from '../../../src/database/transactions.js'

const requestIn = (transactionID: PayloadRequest['transactionID']) =>
  ({ transactionID }) as Pick<PayloadRequest, 'transactionID' | 'payload'>

/** What was begun and ended, in that order. */
const followed = async (req: Pick<PayloadRequest, 'transactionID' | 'payload'>) => {
  const events: string[] = []
  const read = (name: string) => async () => {
    events.push(`${name} begins`)
    await Promise.resolve()
    events.push(`${name} ends`)
    return name
  }
  return { answers: await readTogether(req, [read('one'), () => 2, read('three')]), events }
}

test('reads of a transaction are sent one after the other, because its connection takes one at a time', async () => {
  for (const transaction of ['t1', Promise.resolve('t1')]) {
    const { answers, events } = await followed(requestIn(transaction))
    expect(answers).toEqual(['one', 2, 'three'])
    expect(events).toEqual(['one begins', 'one ends', 'three begins', 'three ends'])
  }
})

test('reads without a transaction are sent side by side', async () => {
  const { answers, events } = await followed(requestIn(undefined))
  expect(answers).toEqual(['one', 2, 'three'])
  expect(events).toEqual(['one begins', 'three begins', 'one ends', 'three ends'])
})

test('the first error of a transaction keeps later reads from being sent', async () => {
  let isSent = false
  const broken = readTogether(requestIn('t1'), [
    () => Promise.reject(new Error('gone')),
    () => {
      isSent = true
    },
  ])
  await expect(broken).rejects.toThrow('gone')
  expect(isSent).toBe(false)
})
