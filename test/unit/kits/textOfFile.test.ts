import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { mostUnpackedBytes } from '../../../src/kits/fileProblems.js'
import { textOfFile } from '../../../src/kits/textOfFile.js'
import { docxOf, docxParts, paragraphOf, pdfOf, rowOf } from '../../shared/kitFiles.js'

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

describe('textOfFile', () => {
  it.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFF# Türme\r\n\r\nÖffne   \r\ndie Linie.\u00A0\r\n\r\n\r\n\r\nEnde')],
    ['UTF-16', utf16('# Türme\n\nÖffne\ndie Linie.\n\nEnde')],
    ['an older code page', Buffer.from('# Türme\n\nÖffne\ndie Linie.\n\nEnde', 'latin1')],
  ])('reads text and markdown in %s, with one spelling of its lines', async (_, bytes) => {
    expect(await textOfFile(bytes)).toEqual({ markdown: '# Türme\n\nÖffne\ndie Linie.\n\nEnde' })
  })

  it('reads a DOCX with its headings, rows and signs', async () => {
    const body = [
      paragraphOf('Rooks &amp; files', 'Heading1'),
      paragraphOf('A rook &lt;likes&gt; room.'),
      paragraphOf('It says &quot;open&quot;.'),
      `<w:tbl>${rowOf('Rook', 'Turm')}${rowOf('Pawn', 'Bauer')}</w:tbl>`,
      paragraphOf('The end.'),
    ].join('')
    expect(await textOfFile(docxOf(body))).toEqual({
      markdown: '# Rooks & files\n\nA rook <likes> room.\n\nIt says "open".\n\nRook | Turm\nPawn | Bauer\n\nThe end.',
    })
  })

  it('reads a PDF page by page, joins divided words, and leaves empty pages out', async () => {
    const pdf = pdfOf([['Rooks like open fi-', 'les (always).'], [], ['The end.']])
    expect(await textOfFile(pdf)).toEqual({
      pages: [
        { page: 1, text: 'Rooks like open files (always).' },
        { page: 3, text: 'The end.' },
      ],
    })
  })

  it('reads a PDF in a process where others gave arrays more than they have, and leaves it to them', async () => {
    const addition = { value: () => 'a', enumerable: true, configurable: true }
    // As drizzle-kit does, with which Payload adapts tables.
    Object.defineProperty(Array.prototype, 'random', addition)
    try {
      expect(await textOfFile(pdfOf([['Rooks like files.']]))).toEqual({
        pages: [{ page: 1, text: 'Rooks like files.' }],
      })
      expect(Reflect.get([], 'random')).toBe(addition.value)
    } finally {
      Reflect.deleteProperty(Array.prototype, 'random')
    }
  })

  const bomb = () => zipSync({ ...docxParts(''), 'word/document.xml': new Uint8Array(mostUnpackedBytes + 1) })
  const liar = () => {
    const zip = Buffer.from(bomb())
    // Both headers of the entry say that it unpacks to 100 bytes.
    const real = Buffer.alloc(4)
    real.writeUInt32LE(mostUnpackedBytes + 1)
    for (let at = zip.indexOf(real); at >= 0; at = zip.indexOf(real, at + 4)) zip.writeUInt32LE(100, at)
    return zip
  }
  const entities = () =>
    zipSync({
      ...docxParts(''),
      'word/document.xml': strToU8(
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hosts">]><w>&a;</w>',
      ),
    })

  it.each([
    ['nothing at all', Buffer.alloc(0), 'empty_file'],
    ['white space alone', Buffer.from(' \r\n\t '), 'file_without_text'],
    ['NULs in a text', Buffer.from('Rooks\0like'), 'unsupported_file'],
    ['a picture called notes.txt', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'unsupported_file'],
    ['Rich Text', Buffer.from('{\\rtf1 Rooks}'), 'unsupported_file'],
    ['an old Word document', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'unsupported_file'],
    [
      'a DOCX with a password',
      Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted_file',
    ],
    ['a spreadsheet', zipSync({ 'xl/workbook.xml': strToU8('<x/>') }), 'unsupported_file'],
    ['an empty archive', Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex'), 'unsupported_file'],
    ['half a DOCX', docxOf(paragraphOf('Rooks')).slice(0, 300), 'broken_file'],
    [
      'a DOCX of broken XML',
      zipSync({ ...docxParts(''), 'word/document.xml': strToU8('<w:document><w:body>') }),
      'broken_file',
    ],
    ['a DOCX without words', docxOf(paragraphOf(' ')), 'file_without_text'],
    ['a DOCX with entities', entities(), 'broken_file'],
    ['a DOCX that unpacks too far', bomb(), 'unpacks_too_large'],
    ['one that lies about it', liar(), 'broken_file'],
    ['a PDF with a password', pdfOf([['Rooks']], { isLocked: true }), 'encrypted_file'],
    ['a PDF without words', pdfOf([[], []]), 'file_without_text'],
    ['a PDF that is none', Buffer.from('%PDF-1.7\nRooks'), 'broken_file'],
    ['a PDF of 201 pages', pdfOf(Array.from({ length: 201 }, () => ['Rooks'])), 'too_many_sources'],
  ])('has no text of %s', async (_, bytes, code) => {
    expect(await textOfFile(bytes)).toMatchObject({ code })
  })
})
