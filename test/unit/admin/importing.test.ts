import { afterEach, expect, test, vi } from 'vitest'
import { answerOfRefusal, importAddress } from '../../../src/admin/importing/importRequest.js'
import { RequestRefused, requestJson } from '../../../src/admin/shared/api.js'
import type { BadLine } from '../../../src/library/readers/record.js'
import { answerImport, BadLineSpool } from '../../../src/library/upload/answerImport.js'
import { loadTold } from '../../../src/words/sentences/languages.js'

afterEach(() => vi.unstubAllGlobals())

const open = { format: '', game: 'chess', phase: '', difficulty: '', source: '' }

test('what the form leaves to the file is not in the address, and names are escaped', () => {
  expect(importAddress('/api/positions/import', open, 'my & file.epd')).toBe(
    '/api/positions/import?fileName=my+%26+file.epd&game=chess',
  )
})

/** What the panel throws for an import, of which the server answers what it answers. */
const refusedBy = async (badLines: readonly BadLine[]): Promise<unknown> => {
  const spool = new BadLineSpool()
  for (const line of badLines) await spool.add(line)
  const counts = { read: badLines.length, imported: 0, unchanged: 0, failed: badLines.length }
  vi.stubGlobal('fetch', async () => answerImport({ counts, spool }))
  return requestJson({ url: '/api/positions/import', method: 'POST', body: new File([], 'my.epd') }).catch(
    (error: unknown) => error,
  )
}

test('a refused file shows its bad lines as the server tells them, and why in the language of the reader', async () => {
  const badLines = [1, 2].map((lineNumber) => ({ lineNumber, reason: 'phase is missing' }))
  const answer = answerOfRefusal(await refusedBy(badLines))
  expect(answer).toEqual({
    ...{ imported: 0, unchanged: 0, failed: 2 },
    errors: [1, 2].map((line) => ({ line, reason: 'phase is missing' })),
    refusal: 'None of the 2 lines is a position; is the format right? Nothing was imported.',
  })
  const german = await loadTold('de')
  expect(german(answer?.refusal ?? '')).toBe(
    'Keine der Zeilen (insgesamt 2) ist eine Stellung; stimmt das Format? Es wurde nichts importiert.',
  )
})

test('an empty file is a problem of the form: there is no line to show', async () => {
  const refused = await refusedBy([])
  expect(refused).toMatchObject({ message: 'The file is empty.' })
  expect(answerOfRefusal(refused)).toBeUndefined()
})

test('a refusal that is not about lines is shown as a problem of the form', () => {
  expect(answerOfRefusal(new RequestRefused(403, { message: 'Not allowed.' }))).toBeUndefined()
  expect(answerOfRefusal(new Error('something else'))).toBeUndefined()
})
