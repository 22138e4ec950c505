import { strFromU8, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { mostUnpackedBytes } from '../../../src/kits/fileProblems.js'
import { textOfFile } from '../../../src/kits/textOfFile.js'
import { cpuMs } from '../../shared/cpuMs.js'
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

  it('reads the signs that older programs of the West write beside their letters', async () => {
    const bytes = Buffer.from('934869942096204772f6df65202d203530208085', 'hex')
    expect(await textOfFile(bytes)).toEqual({ markdown: '“Hi” – Größe - 50 €…' })
    const marks = Buffer.from(`${'\x97'.repeat(40)}\n\xabD\xe9j\xe0\xbb\x85 \x93\xc9t\xe9\x94`, 'latin1')
    expect(await textOfFile(marks)).toEqual({ markdown: `${'—'.repeat(40)}\n«Déjà»… “Été”` })
  })

  it.each([
    ['Russian (cp1251)', 'cbe0e4fcff20ebfee1e8f220eef2eaf0fbf2fbe520ebe8ede8e82e'],
    ['Russian with moves (cp1251)', '312e206534206535206820cbe0e4fcff20ebfee1e8f2204e6633'],
    ['Chinese (GBK)', 'b3b5cfb2bbb6bfaab7c5cfdf'],
    ['Japanese (Shift-JIS)', '8388815b834e82cd8d4482ab82c582b78142'],
    ['Korean (EUC-KR)', 'b7e8c0ba20bfadb8b020b6f3c0ce'],
    ['German of DOS (cp850)', '5481726d65'],
  ])('refuses what would become wrong letters: %s', async (_, hex) => {
    const is = 'text in another encoding than UTF-8 (save it as UTF-8)'
    expect(await textOfFile(Buffer.from(hex, 'hex'))).toEqual({ code: 'unsupported_file', is })
  })

  it('takes a moment for a long run of blanks in the middle of a line', () => {
    const bytes = Buffer.from(`a${' '.repeat(200_000)}x`)
    // Plain text is read before the promise is given.
    expect(cpuMs(() => textOfFile(bytes))).toBeLessThan(1000)
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

  it('reads a DOCX whose main part is called otherwise, as Office 365 does', async () => {
    const {
      'word/document.xml': body,
      'word/_rels/document.xml.rels': rels,
      ...others
    } = docxParts(paragraphOf('Rooks'))
    const renamed = Object.entries(others).map(([name, bytes]) => [
      name,
      strToU8(strFromU8(bytes).replaceAll('word/document.xml', 'word/document2.xml')),
    ])
    const parts = { ...Object.fromEntries(renamed), 'word/document2.xml': body, 'word/_rels/document2.xml.rels': rels }
    expect(await textOfFile(zipSync(parts))).toEqual({ markdown: 'Rooks' })
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

  it('refuses a PDF whose Chinese font names a character map and brings none, in place of leaving that text out', async () => {
    const lines = ['Unit 3', '<8f66559c6b225f00653e7ebf>']
    expect(await textOfFile(pdfOf([lines], { characterMap: 'UniGB-UCS2-H' }))).toEqual({
      code: 'unsupported_file',
      is: expect.stringContaining('in a font that names a character map'),
    })
    // A font that stands there and is not written with says nothing.
    expect(await textOfFile(pdfOf([['Unit 3']], { characterMap: 'UniGB-UCS2-H' }))).toEqual({
      pages: [{ page: 1, text: 'Unit 3' }],
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
