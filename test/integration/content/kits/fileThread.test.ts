import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import type * as reader from '../../../../src/kits/createFileReader.js'
import { docxOf, paragraphOf, pdfOf } from '../../../shared/kitFiles.js'

/** Built, as hosts have it: from source there is no thread. */
const built = path.resolve('.data/compiled/src/kits/createFileReader.js')
const { createFileReader }: typeof reader = await import(built)

const line = 'A rook belongs on the open file, where it looks down the whole board. '.repeat(8)

test('a process stays free while a long DOCX and a long PDF are read', async () => {
  const read = createFileReader({ longestMs: 110_000 })
  const bytes = docxOf(Array.from({ length: 800 }, () => paragraphOf(line)).join(''))
  const pages = pdfOf(Array.from({ length: 100 }, () => Array.from({ length: 50 }, () => line.slice(0, 90))))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const cpu = process.cpuUsage()
  delay.enable()
  const [docx, pdf] = await Promise.all([
    read({ bytes, fileName: 'long.docx' }),
    read({ bytes: pages, fileName: 'long.pdf' }),
  ])
  delay.disable()
  const spentMs = process.cpuUsage(cpu).user / 1000
  expect(docx.length).toBeGreaterThan(50)
  expect(pdf).toHaveLength(100)
  // Had they been read here, the longest delay would be most of what was spent.
  expect(delay.max / 1e6).toBeLessThan(spentMs / 4)
})

test('a file that takes too long is given up, with its thread', async () => {
  const read = createFileReader({ longestMs: 1 })
  const bytes = docxOf(Array.from({ length: 1500 }, () => paragraphOf(line)).join(''))
  await expect(read({ bytes, fileName: 'long.docx' })).rejects.toMatchObject({
    status: 422,
    data: { code: 'slow_file' },
  })
})
