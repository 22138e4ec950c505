import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { createFileReader } from '../../../src/kits/createFileReader.js'
import { docxOf, paragraphOf, pdfOf } from '../../kitFiles.js'

const read = createFileReader()

test('reads files side by side, in threads, into sources', async () => {
  const [docx, pdf] = await Promise.all([
    read({ bytes: docxOf(paragraphOf('Rooks', 'Heading1') + paragraphOf('They like files.')), fileName: 'rooks.docx' }),
    read({ bytes: pdfOf([['Rooks like files.'], ['Pawns do not.']]), fileName: 'rooks.pdf' }),
  ])
  expect(docx).toEqual([{ title: 'Rooks', text: '# Rooks\n\nThey like files.', fileName: 'rooks.docx' }])
  expect(pdf).toEqual([
    { title: 'rooks', text: 'Rooks like files.', page: 1, fileName: 'rooks.pdf' },
    { title: 'rooks', text: 'Pawns do not.', page: 2, fileName: 'rooks.pdf' },
  ])
}, 60_000)

test('refuses a file without text with a status, a code and what to do', async () => {
  await expect(read({ bytes: pdfOf([[]]), fileName: 'scan.pdf' })).rejects.toMatchObject({
    status: 422,
    data: { code: 'file_without_text' },
    message: expect.stringContaining('text recognition'),
  })
}, 60_000)

test('leaves the process free while a large file is read', async () => {
  const line = 'A rook belongs on the open file, where it looks down the whole board. '.repeat(8)
  const bytes = docxOf(Array.from({ length: 1500 }, () => paragraphOf(line)).join(''))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const cpu = process.cpuUsage()
  delay.enable()
  const sources = await read({ bytes, fileName: 'long.docx' })
  delay.disable()
  const spentMs = process.cpuUsage(cpu).user / 1000
  expect(sources.length).toBeGreaterThan(100)
  // Of a thread that blocked this one, the delay would be nearly all of it.
  expect(delay.max / 1e6).toBeLessThan(spentMs / 3)
}, 60_000)
