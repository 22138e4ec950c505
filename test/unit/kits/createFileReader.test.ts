import { expect, test, vi } from 'vitest'
import { createFileReader } from '../../../src/kits/createFileReader.js'
import { docxOf, paragraphOf, pdfOf } from '../../shared/kitFiles.js'

const read = createFileReader()

test('reads files side by side into sources', async () => {
  const [docx, pdf] = await Promise.all([
    read({ bytes: docxOf(paragraphOf('Rooks', 'Heading1') + paragraphOf('They like files.')), fileName: 'rooks.docx' }),
    read({ bytes: pdfOf([['Rooks like files.'], ['Pawns do not.']]), fileName: 'rooks.pdf' }),
  ])
  expect(docx).toEqual([{ title: 'Rooks', text: '# Rooks\n\nThey like files.', fileName: 'rooks.docx' }])
  expect(pdf).toEqual([
    { title: 'rooks', text: 'Rooks like files.', page: 1, fileName: 'rooks.pdf' },
    { title: 'rooks', text: 'Pawns do not.', page: 2, fileName: 'rooks.pdf' },
  ])
})

test('says once that there is no thread to read in, as from source, and not of plain text', async () => {
  const onNoThread = vi.fn()
  const readAnother = createFileReader()
  await readAnother({ bytes: Buffer.from('Rooks'), fileName: 'rooks.txt', onNoThread })
  expect(onNoThread).not.toHaveBeenCalled()
  for (const fileName of ['one.docx', 'two.docx'])
    await readAnother({ bytes: docxOf(paragraphOf('Rooks')), fileName, onNoThread })
  expect(onNoThread).toHaveBeenCalledOnce()
})

test('refuses a file without text with a status, a code and what to do', async () => {
  await expect(read({ bytes: pdfOf([[]]), fileName: 'scan.pdf' })).rejects.toMatchObject({
    status: 422,
    data: { code: 'file_without_text' },
    message: expect.stringContaining('text recognition'),
  })
})
