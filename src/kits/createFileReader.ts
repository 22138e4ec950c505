import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import PQueue from 'p-queue'
import { type FileProblem, refusalOf } from './fileProblems.js'
import { type SourcePiece, splitFile } from './splitFile.js'
import { type FileText, textOfFile } from './textOfFile.js'

interface ReadFile {
  bytes: Uint8Array
  fileName: string
  signal?: AbortSignal
}

/** @throws RequestError 4xx saying why no text can be had of the file */
export type FileReader = (file: ReadFile) => Promise<SourcePiece[]>

/** Files of one process that are read at once; each takes a core. */
const atOnce = 2
/** A file of ordinary shape takes one or two seconds. */
const longestMs = 30_000
/** Heap of a thread; what it holds beside its heap is watched by what the whole process grows by. */
const mostHeapMb = 512
const mostGrowthBytes = 1024 * 1024 * 1024
const lookMs = 100

/**
 * Reads files of editors: TXT, Markdown, DOCX and PDF become sources. Each in a thread of its own, because a large file
 * would keep the process from everything else for seconds, and can be stopped there when it takes too much time or memory.
 */
export const createFileReader = (): FileReader => {
  const queue = new PQueue({ concurrency: atOnce })
  return async ({ bytes, fileName, signal }) => {
    const text = await queue.add(() => textInThread(bytes), { signal })
    if ('code' in text) throw refusalOf(text)
    const sources = splitFile(text, fileName)
    if ('code' in sources) throw refusalOf(sources)
    return sources
  }
}

/** Beside this file, as it is or built; where a bundler left it out, files are read without a thread. */
const here = fileURLToPath(import.meta.url)
const module = pathToFileURL(path.resolve(here, `../textThread${path.extname(here)}`)).href

/** From source, as in our tests, the thread must learn to read TypeScript first. */
const start = `
const { module } = require('node:worker_threads').workerData
const ready = module.endsWith('.ts') ? import('tsx/esm/api').then(({ register }) => void register()) : Promise.resolve()
ready.then(() => import(module))`

const textInThread = (bytes: Uint8Array): Promise<FileText | FileProblem> =>
  new Promise((resolve) => {
    const worker = new Worker(start, {
      eval: true,
      workerData: { module, bytes },
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    })
    const startBytes = process.memoryUsage.rss()
    const startMs = Date.now()
    const end = (text: FileText | FileProblem | Promise<FileText | FileProblem>) => {
      clearInterval(look)
      void worker.terminate()
      resolve(text)
    }
    const tooMuch = (): FileProblem => ({ code: 'slow_file', format: 'file' })
    const look = setInterval(() => {
      const isSlow = Date.now() - startMs > longestMs
      if (isSlow || process.memoryUsage.rss() - startBytes > mostGrowthBytes) end(tooMuch())
    }, lookMs)
    worker.once('message', end)
    worker.once('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
      end(isMissing ? textOfFile(bytes) : tooMuch())
    })
  })
