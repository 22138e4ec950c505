import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

// Files as editors have them, written by code: small ones that can be read in a diff.

interface PdfOptions {
  /** Locked with a password that nobody knows. */
  isLocked?: boolean
  /** A character map of East Asia that the font names, and with which lines are written in hex: `<8f66>`. */
  characterMap?: string
}

/** A PDF of pages of lines, as printers of PDFs write them: a compressed stream a page, one font. */
export const pdfOf = (
  pages: readonly (readonly string[])[],
  { isLocked = false, characterMap }: PdfOptions = {},
): Buffer => {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /${characterMap} /DescendantFonts [5 0 R] >>`,
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /FontDescriptor 6 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>',
    '<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 800 /StemV 80 >>',
  ].map((text) => Buffer.from(text))
  const add = (...parts: (string | Buffer)[]): number =>
    objects.push(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))))
  const kids = pages.map((lines) => {
    const shown = lines
      .map((line) =>
        characterMap && /^<.*>$/.test(line)
          ? `/F2 11 Tf ${line} Tj T*`
          : `/F1 11 Tf (${line.replace(/[()\\]/g, '\\$&')}) Tj T*`,
      )
      .join('\n')
    const stream = deflateSync(Buffer.from(`BT 14 TL 50 780 Td ${shown} ET`, 'latin1'))
    const content = add(`<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n`, stream, '\nendstream')
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
    )
  })
  objects[1] = Buffer.from(
    `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`,
  )
  const hex = createHash('sha256').update('nobody').digest('hex')
  const locked = isLocked
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${hex}> /U <${hex}> >> /ID [<00> <00>]`
    : ''

  const written = [Buffer.from('%PDF-1.4\n')]
  const offsets = objects.map((object, index) => {
    const offset = written.reduce((sum, { length }) => sum + length, 0)
    written.push(Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n'))
    return offset
  })
  const end = written.reduce((sum, { length }) => sum + length, 0)
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  written.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer << /Size ${size} /Root 1 0 R${locked} >>\nstartxref\n${end}\n%%EOF`,
    ),
  )
  return Buffer.concat(written)
}

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const office = 'http://schemas.openxmlformats.org/package/2006'

/** The parts of a DOCX whose body is this. */
export const docxParts = (body: string): Record<string, Uint8Array> => ({
  '[Content_Types].xml': strToU8(
    `<?xml version="1.0"?><Types xmlns="${office}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
  ),
  '_rels/.rels': strToU8(
    `<?xml version="1.0"?><Relationships xmlns="${office}/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  ),
  'word/styles.xml': strToU8(
    `<?xml version="1.0"?><w:styles xmlns:w="${word}"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>`,
  ),
  'word/_rels/document.xml.rels': strToU8(
    `<?xml version="1.0"?><Relationships xmlns="${office}/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
  ),
  'word/document.xml': strToU8(
    `<?xml version="1.0"?><w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
  ),
})

/** Text of this must be XML already. */
export const paragraphOf = (text: string, style?: string): string =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

export const rowOf = (...cells: string[]): string =>
  `<w:tr>${cells.map((cell) => `<w:tc>${paragraphOf(cell)}</w:tc>`).join('')}</w:tr>`

export const docxOf = (body: string): Uint8Array => zipSync(docxParts(body))
